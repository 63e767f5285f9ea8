import type { OverviewView, WindowName } from '@punctual/contracts/api/overview-contract';
import { RUN_STATUSES, type RunStatus } from '@punctual/contracts/runs/run-status';
import { RUN_STATUS_LOOKS } from '../../components/run-status/run-status.ts';
import { StatusLegend } from '../../components/run-status/status-legend.tsx';
import type { Scope } from '../../lib/api/source.ts';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import { figure } from '../../lib/strings/plural.ts';
import { BarShape } from './bar-shape.tsx';
import { bucketText, bucketTimes } from './bucket-times.ts';
import { totalOf } from './changes.ts';
import { ChartBlock } from './chart-block.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { type Bucket, barOf, niceMax } from './chart-geometry.ts';
import { placesOf } from './places-of.ts';

interface Props {
  view: Pick<OverviewView, 'runs' | 'buckets' | 'to'>;
  scope: Scope;
  window: WindowName;
}

/** The share of its place that a bar takes, and its largest width. */
const SHARE = 0.72;
const WIDEST = 36;

/** Draws what ran when, and how it ended: a bar for each part of the window. */
export function RunsChart({ view, scope, window }: Props) {
  const { runs, buckets } = view;
  const present = RUN_STATUSES.filter((status) => runs[status] > 0);
  const summary = words.byStatusOf(totalOf(runs), runs.FAILED);
  return (
    <ChartBlock
      title={words.byStatus}
      summary={summary}
      chart={
        <>
          <Bars view={view} scope={scope} window={window} label={`${words.byStatus}: ${summary}`} />
          <StatusLegend statuses={present} />
        </>
      }
      table={<RunsTable buckets={buckets} statuses={present} window={window} />}
    />
  );
}

function Bars({ view: { buckets, to }, scope, window, label }: Props & { label: string }) {
  const max = niceMax(Math.max(...buckets.map(({ runs }) => totalOf(runs))));
  return (
    <ChartFrame
      label={label}
      top={figure(max)}
      places={placesOf(buckets, to, scope, (bucket) => barText(bucket, window))}
      times={bucketTimes(buckets, to, window)}
    >
      {(width, height) =>
        buckets.map((bucket, index) => {
          const place = width / buckets.length;
          const bar = Math.min(WIDEST, place * SHARE);
          const x = index * place + (place - bar) / 2;
          return (
            <g key={bucket.at}>
              {barOf(bucket, height / max, height).map((part) => (
                <BarShape key={part.status} part={part} x={x} width={bar} />
              ))}
            </g>
          );
        })
      }
    </ChartFrame>
  );
}

function barText(bucket: Bucket, window: WindowName): string {
  const parts = RUN_STATUSES.filter((status) => bucket.runs[status] > 0).map(
    (status) => `${RUN_STATUS_LOOKS[status].label} ${figure(bucket.runs[status])}`,
  );
  return [bucketText(bucket.at, window), ...parts].join(', ');
}

interface TableProps {
  buckets: Bucket[];
  statuses: readonly RunStatus[];
  window: WindowName;
}

function RunsTable({ buckets, statuses, window }: TableProps) {
  return (
    <table aria-label={words.byStatus}>
      <thead>
        <tr>
          <th scope="col">{words.time}</th>
          <th scope="col">{words.total}</th>
          {statuses.map((status) => (
            <th key={status} scope="col">
              {RUN_STATUS_LOOKS[status].label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {buckets.map(({ at, runs }) => (
          <tr key={at}>
            <th scope="row">{bucketText(at, window)}</th>
            <td>{figure(totalOf(runs))}</td>
            {statuses.map((status) => (
              <td key={status}>{figure(runs[status])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
