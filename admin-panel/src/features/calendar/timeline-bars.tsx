import type { TimelineRow, TimelineView } from '@punctual/contracts/api/calendar-contract';
import { useId } from 'react';
import { BarShape } from '../overview/bar-shape.tsx';
import { findOverlaps } from './overlaps.ts';
import classes from './timeline-bars.module.css';

interface Props {
  row: TimelineRow;
  /** More of it is planned than is listed. */
  isPlanCut: boolean;
  view: Pick<TimelineView, 'from' | 'now' | 'to' | 'quiet'>;
  /** In pixels. */
  width: number;
}

/** Heights of a row and of what stands in it, in pixels. A failure is as high as the row: seen without colours, too. */
const ROW = 28;
const TALL = 24;
const LOW = 14;
/** The least width of a run: a second is seen, too. */
const LEAST = 4;
const DOT = 3;

/** Draws the runs of a job and when it is planned, over the quiet hours; overlaps are hatched. The row says it in words. */
export function TimelineBars({ row, isPlanCut, view, width }: Props) {
  const id = useId();
  const [start, now, end] = [view.from, view.now, view.to].map((at) => Date.parse(at)) as [
    number,
    number,
    number,
  ];
  const place = (at: number) => Math.max(0, Math.min(1, (at - start) / (end - start))) * width;
  const span = (from: number, to: number) => ({
    x: place(from),
    width: Math.max(LEAST, place(to) - place(from)),
  });
  const last = row.planned.at(-1);
  return (
    <svg className={classes.bars} width={width} height={ROW} aria-hidden>
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
        return <BarShape key={run} part={{ status, y: (ROW - height) / 2, height }} {...span(from, to)} />;
      })}
      {findOverlaps(row.runs, now).map(({ from, to }) => (
        <rect key={from} {...span(from, to)} height={ROW} fill={`url(#${id})`} />
      ))}
      {row.planned.map((at) => (
        <circle key={at} cx={place(Date.parse(at))} cy={ROW / 2} r={DOT} className={classes.planned} />
      ))}
      {isPlanCut && last && (
        <line
          x1={place(Date.parse(last)) + DOT}
          x2={width}
          y1={ROW / 2}
          y2={ROW / 2}
          className={classes.more}
        />
      )}
      <line x1={width / 2} x2={width / 2} y1={0} y2={ROW} className={classes.now} />
    </svg>
  );
}
