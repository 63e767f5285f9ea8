import type { Readiness } from '@punctual/contracts/api/health-contract';
import type { AdminOverviewView } from '@punctual/contracts/api/overview-contract';
import { IconAlertOctagonFilled, IconCircleCheckFilled, IconClockExclamation } from '@tabler/icons-react';
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
} satisfies Record<State, unknown>;

interface Props {
  view: AdminOverviewView;
  needs: Readiness['dependencies'] | null;
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
          <>
            <Part name={words.mongodb} detail={words.dependency} state={stateOf(needs.mongodb)} />
            <Part name={words.redis} detail={words.dependency} state={stateOf(needs.redis)} />
          </>
        )}
        {distinct([...view.watchers, ...view.workers]).map((process) => (
          <Part
            key={process.name}
            name={roleOf(process, view)}
            detail={placeOf(process)}
            state={process.state}
            process={process}
            now={view.to}
          />
        ))}
      </tbody>
    </table>
  );
}

const stateOf = (state: 'up' | 'down' | 'degraded'): State => (state === 'up' ? 'alive' : state);

type Process = AdminOverviewView['watchers'][number];

function roleOf({ name }: Process, { watchers, workers }: AdminOverviewView): string {
  const does = (some: Process[]) => some.some((process) => process.name === name);
  if (does(watchers) && does(workers)) return words.roles.both;
  return does(watchers) ? words.roles.watch : words.roles.work;
}

interface PartProps {
  name: string;
  detail: string;
  state: State;
  process?: Process;
  now?: string;
}

function Part({ name, detail, state, process, now = '' }: PartProps) {
  const Sign = SIGNS[state];
  return (
    <tr>
      <th scope="row">
        <span>
          <strong className={own.name}>{name}</strong>
          <span className={classes.second}>{detail}</span>
        </span>
      </th>
      <td data-label={column.state}>
        <span className={own.state} data-state={state}>
          <Sign size={18} aria-hidden />
          {words.state[state]}
        </span>
      </td>
      <td data-label={process && column.heartbeat}>
        {process && (
          <span>
            {words.beat(sinceText(process.lastHeartbeatAt, now))}
            <span className={classes.second}>
              {words.started(instantText(new Date(process.startedAt.replace(/\.\d+/, '')), viewerZone()))}
            </span>
          </span>
        )}
      </td>
      <td data-label={process && column.running} className={classes.number}>
        {process && words.running(process.running)}
      </td>
      <td data-label={process && column.version}>{process && (process.version ?? '–')}</td>
    </tr>
  );
}
