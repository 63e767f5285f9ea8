import type { AttemptView, RunView } from '@punctual/shared/runs/run';
import type { ReactNode } from 'react';
import { RUN_STATUS_LOOKS } from '../../components/run-status/run-status.ts';
import { en } from '../../lib/strings/en.ts';
import { durationText } from '../../lib/time/durations.ts';
import { exactText } from '../../lib/time/instants.ts';
import classes from './run-details.module.css';
import { tookMs } from './run-result.ts';

interface Props {
  run: RunView;
  zone: string;
}

/** The proof: every instant to the millisecond, every attempt with its answer. Always text, never HTML. */
export function RunDetails({ run, zone }: Props) {
  return (
    <div className={classes.details}>
      <p>{sentenceOf(run)}</p>
      <dl className={classes.facts}>
        <At label={en.runs.dueExact} instant={run.dueAt} zone={zone} />
        <At label={en.runs.queued} instant={run.queuedAt} zone={zone} />
        <At label={en.runs.startedExact} instant={run.startedAt} zone={zone} />
        <At label={en.runs.finishedExact} instant={run.finishedAt} zone={zone} />
        {run.lateness !== null && <Fact label={en.runs.lateness}>{en.lateness.exact(run.lateness)}</Fact>}
        <Fact label={en.runs.id}>
          <code>{run.id}</code>
        </Fact>
      </dl>
      <ol className={classes.attempts}>
        {run.attempts.map((attempt, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: attempts are only ever appended; their number is their name
          <Attempt key={index} attempt={attempt} number={index + 1} zone={zone} />
        ))}
      </ol>
    </div>
  );
}

function sentenceOf(run: RunView): string {
  const first = run.reason === null ? RUN_STATUS_LOOKS[run.status].sentence : en.runReason[run.reason];
  const missed = run.missed === null || run.missed < 1 ? '' : ` ${en.runs.missed(run.missed)}`;
  return `${first} ${en.runs.trigger[run.trigger]}.${missed}`;
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function At({ label, instant, zone }: { label: string; instant: string | null; zone: string }) {
  if (instant === null) return null;
  return <Fact label={label}>{exactText(new Date(instant), zone)}</Fact>;
}

function Attempt({ attempt, number, zone }: { attempt: AttemptView; number: number; zone: string }) {
  const took = tookMs(attempt);
  const outcome = attempt.finishedAt === null ? en.outcomes.none : en.outcomes[attempt.outcome];
  const words = [
    outcome,
    attempt.code === null ? '' : String(attempt.code),
    attempt.startedAt === null ? '' : exactText(new Date(attempt.startedAt), zone),
    took === null ? '' : en.runs.attemptTook(durationText(took)),
  ];
  return (
    <li>
      <strong>{en.runs.attempt(number)}</strong> {words.filter(Boolean).join(' · ')}
      {attempt.error !== null && <pre className={classes.text}>{attempt.error}</pre>}
      {attempt.response !== null && <pre className={classes.text}>{attempt.response}</pre>}
    </li>
  );
}
