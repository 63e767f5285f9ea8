import { Button } from '@mantine/core';
import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import { RUN_STATUSES, type RunStatus } from '@punctual/contracts/runs/run-status';
import { Link } from 'react-router';
import { RunBadge } from '../../../components/run-status/run-badge.tsx';
import { actorText } from '../../../lib/actor-text.ts';
import type { Scope } from '../../../lib/api/source.ts';
import { RUN_PAGES } from '../../../lib/pages.ts';
import { runsWords } from '../../../lib/strings/runs.ts';
import { inOwnClock } from '../../../lib/time/clock-words.ts';
import { clockText, instantText } from '../../../lib/time/instants.ts';
import { nextStep } from './next-step.ts';
import classes from './why-modal.module.css';

const words = runsWords.why;

interface Props {
  explanation: Explanation;
  scope: Scope;
  jobId: string;
  zone: string;
  onAsk: (at: string) => void;
}

/** Shows the verdict in the server's sentence, its proof, and what to do. */
export function Explained({ explanation, scope, jobId, zone, onAsk }: Props) {
  const { verdict, sentence, nearest, also, at } = explanation;
  const step = nextStep(explanation, jobId, scope);
  return (
    <>
      <span className={classes.head}>
        {isRunStatus(verdict) && <RunBadge status={verdict} />}
        <time dateTime={at}>{instantText(new Date(at), zone)}</time>
      </span>
      <p className={classes.sentence}>{inOwnClock(sentence)}</p>
      <Proof explanation={explanation} scope={scope} zone={zone} />
      <Instants title={words.nearest} instants={nearest} zone={zone} onAsk={onAsk} />
      <Instants title={words.also} instants={also} zone={zone} onAsk={onAsk} />
      {step && <p>{step.to === null ? step.text : <Link to={step.to}>{step.text}</Link>}</p>}
    </>
  );
}

interface InstantsProps {
  title: string;
  instants: Explanation['nearest'];
  zone: string;
  onAsk: (at: string) => void;
}

/** Offers other instants to ask about. */
function Instants({ title, instants, zone, onAsk }: InstantsProps) {
  if (instants.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <div className={classes.nearest}>
        {instants.map(({ at }) => (
          <Button key={at} size="compact-sm" variant="default" onClick={() => onAsk(at)}>
            {instantText(new Date(at), zone)}
          </Button>
        ))}
      </div>
    </div>
  );
}

const isRunStatus = (verdict: string): verdict is RunStatus =>
  (RUN_STATUSES as readonly string[]).includes(verdict);

function Proof({ explanation, scope, zone }: Pick<Props, 'explanation' | 'scope' | 'zone'>) {
  const { run, blockedBy, outage, change, at } = explanation;
  const isStandIn = run !== null && run.scheduledFor !== at;
  const clock = (instant: string) => clockText(new Date(instant), zone, true);
  return (
    <div className={classes.proof}>
      {run && <Link to={`${RUN_PAGES[scope]}/${run.id}`}>{isStandIn ? words.standIn : words.run}</Link>}
      {blockedBy && <Link to={`${RUN_PAGES[scope]}/${blockedBy.id}`}>{words.blockedBy}</Link>}
      {outage && <span>{words.outage[outage.part](clock(outage.from), clock(outage.to))}</span>}
      {change && (
        <span>
          {words.change(
            actionText(change.action),
            actorText(change.by),
            instantText(new Date(change.at), zone),
          )}
        </span>
      )}
    </div>
  );
}

const actionText = (action: string): string =>
  Object.hasOwn(words.actions, action) ? words.actions[action as keyof typeof words.actions] : action;
