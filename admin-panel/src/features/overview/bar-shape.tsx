import { useId } from 'react';
import { RUN_STATUS_LOOKS } from '../../components/run-status/run-status.ts';
import type { BarPart } from './chart-geometry.ts';

interface Props {
  part: BarPart;
  x: number;
  width: number;
}

/** Pixels around what is only outlined, so that its line is not cut. */
const EDGE = 0.75;

/**
 * Draws a part of a bar in the shape of its status, as cells of recent runs have it: told apart without
 * colours, too.
 */
export function BarShape({ part: { status, y, height }, x, width }: Props) {
  const { color, pattern } = RUN_STATUS_LOOKS[status];
  const box = { x, y, width, height };
  switch (pattern) {
    case 'solid':
      return <rect {...box} fill={color} />;
    case 'notched':
      return <path d={notched(box)} fill={color} />;
    case 'striped':
      return <Striped box={box} color={color} />;
    case 'half':
      return <rect {...box} x={x + width / 4} width={width / 2} fill={color} />;
    case 'outline':
      return <Outline box={box} color={color} />;
    case 'struck':
      return (
        <>
          <Outline box={box} color={color} />
          <path d={`M${x} ${y + height}L${x + width} ${y}`} stroke={color} strokeWidth="1.5" />
        </>
      );
  }
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Outlines a bar with a notch in the middle of its top, and a line of background beneath it. */
function notched({ x, y, width, height }: Box): string {
  const depth = Math.min(6, height * 0.6);
  const floor = height > 3 ? y + height - 1 : y + height;
  return `M${x} ${y}h${width * 0.3}L${x + width / 2} ${y + depth}L${x + width * 0.7} ${y}h${width * 0.3}V${floor}H${x}z`;
}

const Outline = ({ box: { x, y, width, height }, color }: { box: Box; color: string }) => (
  <rect
    x={x + EDGE}
    y={y + EDGE}
    width={Math.max(0, width - 2 * EDGE)}
    height={Math.max(0, height - 2 * EDGE)}
    fill="none"
    stroke={color}
    strokeWidth="1.5"
  />
);

function Striped({ box, color }: { box: Box; color: string }) {
  const id = useId();
  return (
    <>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="3" height="6" fill={color} />
      </pattern>
      <rect {...box} fill={`url(#${id})`} stroke={color} strokeWidth="1" />
    </>
  );
}
