import type { Readiness } from '@punctual/contracts/api/health-contract';
import type { AdminOverviewView } from '@punctual/contracts/api/overview-contract';
import {
  IconAlertOctagonFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconClockExclamation,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from '../../../components/data-table.module.css';
import { adminWords } from '../../../lib/strings/admin.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { distinct, placeOf, sinceText } from '../../overview/attention.ts';
import own from './health.module.css';

const words = adminWords.health;
const { column } = words;

type State = keyof typeof words.state;
const SIGNS = {
  alive: IconCircleCheckFilled,
  silent: IconClockExclamation,
  lost: IconAlertOctagonFilled,
  down: IconAlertOctagonFilled,
  degraded: IconClockExclamation,
  unknown: IconCircleDashed,
} satisfies Record<State, unknown>;

interface Props {
  view: AdminOverviewView;
  needs: Pick<Readiness, 'dependencies' | 'since'> | null;
}

/** Shows a row for each part: the API, what it needs, and each process that has reported. */
export function PartsTable({ view, needs }: Props) {
  return (
    <table className={classes.table} aria-label={words.parts}>
      <thead>
        <tr>
          <th scope="col">{column.part}</th>
          <th scope="col">{column.state}</th>
          <th scope="col">{column.heartbeat}</th>
          <th scope="col" className={classes.number}>
            {column.running}
          </th>
          <th scope="col">{column.version}</th>
        </tr>
      </thead>
      <tbody>
        <Part name={words.api} detail={words.answeredNow} state="alive" />
        {needs !== null && (
          <Part
            name={words.mongodb}
            detail={words.dependency}
            state={stateOf(needs.dependencies.mongodb)}
            since={needs.since?.mongodb}
            follows={words.follows.mongodb}
          />
        )}
        <Part
          name={words.redis}
          detail={words.dependency}
          state={stateOf(view.parts.redis.state)}
          since={view.parts.redis.since}
          follows={words.follows.redis}
        />
        <MailServer mail={view.parts.mail} now={view.to} />
        {distinct([...view.watchers, ...view.workers]).map((process) => (
          <Part
            key={process.name}
            name={roleOf(process, view)}
            detail={placeOf(process)}
            state={process.state}
            process={process}
            now={view.to}
            since={process.lastHeartbeatAt}
            follows={
              view.workers.some(({ name }) => name === process.name)
                ? words.follows.work
                : words.follows.watch
            }
          />
        ))}
      </tbody>
    </table>
  );
}

const stateOf = (state: 'up' | 'down' | 'degraded' | 'unknown'): State => (state === 'up' ? 'alive' : state);
/** States in which nothing follows. */
const CALM: readonly State[] = ['alive', 'unknown'];

type Process = AdminOverviewView['watchers'][number];

function roleOf({ name }: Process, { watchers, workers }: AdminOverviewView): string {
  const does = (some: Process[]) => some.some((process) => process.name === name);
  if (does(watchers) && does(workers)) return words.roles.both;
  return does(watchers) ? words.roles.watch : words.roles.work;
}

/** Shows how the last emails found the mail server. */
function MailServer({ mail, now }: { mail: AdminOverviewView['parts']['mail']; now: string }) {
  const { state, since, lastSuccessAt, lastErrorAt, error } = mail;
  const isUnasked = lastSuccessAt === null && lastErrorAt === null;
  return (
    <Part
      name={words.mail}
      detail={words.mailDependency}
      state={stateOf(state)}
      since={since}
      follows={words.follows.mail}
    >
      {isUnasked && words.noMail}
      {lastSuccessAt !== null && words.lastMail(sinceText(lastSuccessAt, now))}
      {lastErrorAt !== null && (
        <span className={classes.second}>{words.lastError(sinceText(lastErrorAt, now), error ?? '')}</span>
      )}
    </Part>
  );
}

interface PartProps {
  name: string;
  detail: string;
  state: State;
  process?: Process;
  now?: string;
  /** Since when it is not well, and what follows: shown only while it is not. */
  since?: string | null | undefined;
  follows?: string;
  children?: ReactNode;
}

function Part({ name, detail, state, process, now = '', since, follows, children }: PartProps) {
  const Sign = SIGNS[state];
  const isCalm = CALM.includes(state);
  return (
    <tr>
      <th scope="row">
        <span>
          <strong className={own.name}>{name}</strong>
          <span className={classes.second}>{detail}</span>
        </span>
      </th>
      <td data-label={column.state}>
        <span>
          <span className={own.state} data-state={state}>
            <Sign size={18} aria-hidden />
            {words.state[state]}
          </span>
          {!isCalm && since && <span className={classes.second}>{words.since(timeText(since))}</span>}
          {!isCalm && <span className={classes.second}>{follows}</span>}
        </span>
      </td>
      <td data-label={process || children ? column.heartbeat : undefined}>
        {process ? (
          <span>
            {words.beat(sinceText(process.lastHeartbeatAt, now))}
            <span className={classes.second}>{words.started(timeText(process.startedAt))}</span>
          </span>
        ) : (
          <span>{children}</span>
        )}
      </td>
      <td data-label={process && column.running} className={classes.number}>
        {process && words.running(process.running)}
      </td>
      <td data-label={process && column.version}>{process && (process.version ?? '–')}</td>
    </tr>
  );
}

const timeText = (at: string): string => instantText(new Date(at.replace(/\.\d+/, '')), viewerZone());
