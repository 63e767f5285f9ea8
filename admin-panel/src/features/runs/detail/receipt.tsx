import type { RunView } from '@punctual/contracts/runs/run';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { en } from '../../../lib/strings/en.ts';
import { runsWords as words } from '../../../lib/strings/runs.ts';
import { exactText } from '../../../lib/time/instants.ts';
import { type ActedOn, actorName } from '../actor-name.ts';
import classes from './receipt.module.css';

interface Props {
  run: RunView & ActedOn;
  zone: string;
  /** The address of the pages of runs: the user's own, or those of all owners. */
  runsAt: string;
}

/** Shows the proof: every instant to the millisecond, and ids to find the run elsewhere. */
export function Receipt({ run, zone, runsAt }: Props) {
  return (
    <dl className={classes.facts}>
      <At label={words.due} instant={run.dueAt} zone={zone} />
      <At label={words.queued} instant={run.queuedAt} zone={zone} />
      <At label={words.started} instant={run.startedAt} zone={zone} />
      <At label={words.finished} instant={run.finishedAt} zone={zone} />
      {run.lateness !== null && <Fact label={words.lateness}>{en.lateness.exact(run.lateness)}</Fact>}
      <Fact label={words.trigger}>{triggerText(run)}</Fact>
      <Fact label={words.id}>
        <code>{run.id}</code>
        <small>{words.keyText}</small>
      </Fact>
      {run.blockedBy !== null && <Other label={words.blockedBy} to={`${runsAt}/${run.blockedBy}`} />}
      {run.rerunOf !== null && <Other label={words.rerunOf} to={`${runsAt}/${run.rerunOf}`} />}
    </dl>
  );
}

/** Says how the run came about; of one that was started by a user, by whom. */
function triggerText(run: RunView & ActedOn): string {
  const trigger = en.runs.trigger[run.trigger];
  const who = actorName(run, run.startedBy);
  return who === null ? trigger : words.triggeredBy(trigger, who);
}

function Other({ label, to }: { label: string; to: string }) {
  return (
    <Fact label={label}>
      <Link to={to}>{words.theRun}</Link>
    </Fact>
  );
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
