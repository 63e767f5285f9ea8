import type { AttemptView, CallTimings, RunView } from '@punctual/contracts/runs/run';
import { en } from '../../../lib/strings/en.ts';
import { runsWords as words } from '../../../lib/strings/runs.ts';
import { durationText } from '../../../lib/time/durations.ts';
import { exactText } from '../../../lib/time/instants.ts';
import { tookMs } from '../run-result.ts';
import classes from './attempts.module.css';
import { Excerpt } from './excerpt.tsx';

/** Lists every attempt, the newest first and open: when, how long, how it ended, and the response. */
export function Attempts({ run, zone }: { run: RunView; zone: string }) {
  if (run.attempts.length === 0)
    return <p className={classes.none}>{run.status === 'RUNNING' ? words.underWay : words.noAttempts}</p>;
  const newestFirst = run.attempts.map((attempt, index) => ({ attempt, number: index + 1 })).reverse();
  return (
    <ol className={classes.list} reversed>
      {newestFirst.map(({ attempt, number }) => (
        <li key={number}>
          <details open={number === run.attempts.length}>
            <summary className={classes.head}>
              <strong>{words.attempt(number)}</strong> {headText(attempt)}
            </summary>
            <Body attempt={attempt} zone={zone} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function headText(attempt: AttemptView): string {
  const took = tookMs(attempt);
  const outcome = attempt.finishedAt === null ? en.outcomes.none : en.outcomes[attempt.outcome];
  const parts = [
    outcome,
    attempt.code === null ? '' : words.code(String(attempt.code)),
    took === null ? '' : words.took(durationText(took)),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Says how far a call came: "Address found after 3 ms · connected after 15 ms · first byte after 120 ms". */
function reachedText(timings: CallTimings): string {
  const steps = ['lookedUpMs', 'connectedMs', 'securedMs', 'answeredMs'] as const;
  const text = steps
    .flatMap((step) => (timings[step] === null ? [] : words.reached[step](durationText(timings[step]))))
    .join(' · ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Body({ attempt, zone }: { attempt: AttemptView; zone: string }) {
  return (
    <div className={classes.body}>
      {attempt.startedAt !== null && <p>{exactText(new Date(attempt.startedAt), zone)}</p>}
      {attempt.timings !== null && <p className={classes.reached}>{reachedText(attempt.timings)}</p>}
      {attempt.error !== null && <p className={classes.error}>{attempt.error}</p>}
      {attempt.response !== null && (
        <div>
          <p className={classes.label}>{words.response}</p>
          <Excerpt text={attempt.response} />
        </div>
      )}
    </div>
  );
}
