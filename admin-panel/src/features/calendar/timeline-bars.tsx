import type { TimelineRow, TimelineView } from '@punctual/contracts/api/calendar-contract';
import { useId } from 'react';
import { RUN_STATUS_LOOKS } from '../../components/run-status/run-status.ts';
import { findOverlaps } from './overlaps.ts';
import classes from './timeline-bars.module.css';

interface Props {
  row: TimelineRow;
  view: Pick<TimelineView, 'from' | 'now' | 'to' | 'quiet'>;
}

/** Heights of a row and of what stands in it, in pixels. A failure is as high as the row: seen without colours, too. */
const ROW = 28;
const TALL = 24;
const LOW = 14;
/** The least width of a run, as a share of the row: a second is seen, too. */
const LEAST = 0.25;

/** Draws the runs of a job and when it is planned, over the quiet hours; overlaps are hatched. The row says it in words. */
export function TimelineBars({ row, view }: Props) {
  const id = useId();
  const [start, now, end] = [view.from, view.now, view.to].map((at) => Date.parse(at)) as [
    number,
    number,
    number,
  ];
  const share = (at: number) => Math.max(0, Math.min(1, (at - start) / (end - start))) * 100;
  const span = (from: number, to: number) => ({
    x: `${share(from)}%`,
    width: `${Math.max(LEAST, share(to) - share(from))}%`,
  });
  return (
    <svg className={classes.bars} width="100%" height={ROW} aria-hidden>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="2" height="5" className={classes.hatch} />
      </pattern>
      {view.quiet?.map(({ from, to }) => (
        <rect key={from} {...span(Date.parse(from), Date.parse(to))} height={ROW} className={classes.quiet} />
      ))}
      {row.runs.map(({ id: run, status, dueAt, startedAt, finishedAt }) => {
        const height = status === 'FAILED' ? TALL : LOW;
        const from = Date.parse(startedAt ?? dueAt);
        const to = startedAt === null ? from : Date.parse(finishedAt ?? view.now);
        const isHollow = status === 'PENDING' || status === 'CANCELED' || status === 'SKIPPED';
        const { color } = RUN_STATUS_LOOKS[status];
        return (
          <rect
            key={run}
            {...span(from, to)}
            y={(ROW - height) / 2}
            height={height}
            fill={isHollow ? 'none' : color}
            stroke={color}
          />
        );
      })}
      {findOverlaps(row.runs, now).map(({ from, to }) => (
        <rect key={from} {...span(from, to)} height={ROW} fill={`url(#${id})`} />
      ))}
      {row.planned.map((at) => (
        <circle key={at} cx={`${share(Date.parse(at))}%`} cy={ROW / 2} r={3} className={classes.planned} />
      ))}
      <line x1="50%" x2="50%" y1={0} y2={ROW} className={classes.now} />
    </svg>
  );
}
