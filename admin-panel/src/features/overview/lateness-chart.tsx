import type { OverviewView, WindowName } from '@punctual/contracts/api/overview-contract';
import type { Scope } from '../../lib/api/source.ts';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import { durationText } from '../../lib/time/durations.ts';
import { bucketText, bucketTimes } from './bucket-times.ts';
import { ChartBlock } from './chart-block.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { type Bucket, linesOf, niceMax } from './chart-geometry.ts';
import classes from './lateness-chart.module.css';
import { placesOf } from './places-of.ts';

interface Props {
  view: Pick<OverviewView, 'lateness' | 'buckets' | 'to'>;
  scope: Scope;
  window: WindowName;
}

type Percentile = 'p50' | 'p99';
const PERCENTILES: Percentile[] = ['p99', 'p50'];

/** Draws how punctually runs began, over time. */
export function LatenessChart({ view, scope, window }: Props) {
  const { lateness, buckets } = view;
  if (lateness === null) return null;
  const summary = words.latenessOf(durationText(lateness.p50), durationText(lateness.p99));
  return (
    <ChartBlock
      title={words.lateness}
      summary={summary}
      chart={
        <>
          <Lines view={view} scope={scope} window={window} label={`${words.lateness}: ${summary}`} />
          <ul className={classes.legend}>
            {PERCENTILES.map((name) => (
              <li key={name}>
                <svg width="28" height="10" aria-hidden="true">
                  <line y1="5" y2="5" x2="28" className={classes[name]} />
                </svg>
                {words[name]}
              </li>
            ))}
          </ul>
        </>
      }
      table={<LatenessTable buckets={buckets} window={window} />}
    />
  );
}

function Lines({ view: { buckets, to }, scope, window, label }: Props & { label: string }) {
  const max = niceMax(Math.max(...buckets.map(({ lateness }) => lateness?.p99 ?? 0)));
  return (
    <ChartFrame
      label={label}
      top={durationText(max)}
      places={placesOf(buckets, to, scope, (bucket) => latenessText(bucket, window))}
      times={bucketTimes(buckets, to, window)}
    >
      {(width, height) => (
        <>
          {PERCENTILES.map((name) => (
            <Line key={name} buckets={buckets} name={name} max={max} width={width} height={height} />
          ))}
        </>
      )}
    </ChartFrame>
  );
}

function latenessText({ at, lateness }: Bucket, window: WindowName): string {
  const said = lateness && words.latenessOf(durationText(lateness.p50), durationText(lateness.p99));
  return `${bucketText(at, window)}: ${said ?? words.none}`;
}

interface LineProps {
  buckets: Bucket[];
  name: Percentile;
  max: number;
  width: number;
  height: number;
}

function Line({ buckets, name, max, width, height }: LineProps) {
  const values = buckets.map(({ lateness }) => lateness?.[name] ?? null);
  const lines = linesOf(values, max, width, height - 4);
  return lines.map((line) => {
    const [first] = line;
    if (first === undefined) return null;
    if (line.length === 1)
      return <circle key={first.x} cx={first.x} cy={first.y + 2} r="3" className={classes[`${name}Dot`]} />;
    const points = line.map(({ x, y }) => `${x},${y + 2}`).join(' ');
    return <polyline key={first.x} points={points} className={classes[name]} />;
  });
}

function LatenessTable({ buckets, window }: { buckets: Bucket[]; window: WindowName }) {
  return (
    <table aria-label={words.lateness}>
      <thead>
        <tr>
          <th scope="col">{words.time}</th>
          <th scope="col">{words.p50}</th>
          <th scope="col">{words.p99}</th>
        </tr>
      </thead>
      <tbody>
        {buckets.map(({ at, lateness }) => (
          <tr key={at}>
            <th scope="row">{bucketText(at, window)}</th>
            <td>{lateness === null ? words.none : durationText(lateness.p50)}</td>
            <td>{lateness === null ? words.none : durationText(lateness.p99)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
