import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './chart-frame.module.css';
import { ChartPlaces, type Place } from './chart-places.tsx';

/** The width before it is measured, and where it cannot be. */
const ASSUMED = { width: 640, height: 200 };

interface Props {
  /** Describes the chart for those who cannot see it. */
  label: string;
  /** The top of the scale, as it is written there. */
  top: string;
  /** Each part of the window, in equal widths: said when it is pointed at, and where it leads. */
  places: readonly Place[];
  /** Along the ground, from the first instant to the last. */
  times: readonly string[];
  /** Draws into a space of this size, in pixels. */
  children: (width: number, height: number) => ReactNode;
}

/**
 * Draws the scale and the times around a drawing, which is made for the room that there is: nothing is
 * stretched.
 */
export function ChartFrame({ label, top, places, times, children }: Props) {
  const { ref, ...measured } = useElementSize<HTMLDivElement>();
  const { width, height } = measured.width === 0 ? ASSUMED : measured;
  return (
    <div className={classes.frame}>
      <div className={classes.scale} aria-hidden>
        <span>{top}</span>
        <span>0</span>
      </div>
      <div ref={ref} className={classes.drawing}>
        <svg role="img" aria-label={label} width={width} height={height}>
          {[0, 0.5, 1].map((part) => (
            <line
              key={part}
              x2={width}
              y1={part * (height - 1) + 0.5}
              y2={part * (height - 1) + 0.5}
              className={classes.line}
            />
          ))}
          {children(width, height)}
        </svg>
        <ChartPlaces label={label} places={places} />
      </div>
      <div className={classes.times} aria-hidden>
        {times.map((time) => (
          <span key={time}>{time}</span>
        ))}
      </div>
    </div>
  );
}
