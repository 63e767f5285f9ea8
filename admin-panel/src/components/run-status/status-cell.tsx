import type { RunStatus } from '@punctual/contracts/runs/run-status';
import { useId } from 'react';
import { type Pattern, RUN_STATUS_LOOKS } from './run-status.ts';

/** Draws a status as a shape that is distinct even in grey: full, notched, striped, half, outlined, struck. */
export function StatusCell({ status }: { status: RunStatus }) {
  const { color, pattern } = RUN_STATUS_LOOKS[status];
  return (
    <svg viewBox="0 0 12 40" preserveAspectRatio="none" style={{ color }} aria-hidden="true">
      <Shape pattern={pattern} />
    </svg>
  );
}

function Shape({ pattern }: { pattern: Pattern }) {
  switch (pattern) {
    case 'solid':
      return <rect y="4" width="12" height="36" rx="2" fill="currentColor" />;
    case 'notched':
      return <path d="M0 0h4l2 7 2-7h4v40H0z" fill="currentColor" />;
    case 'striped':
      return <Stripes />;
    case 'half':
      return <rect y="22" width="12" height="18" rx="2" fill="currentColor" />;
    case 'outline':
      return <Outline />;
    case 'struck':
      return (
        <>
          <Outline />
          <path d="M1 39 11 5" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
        </>
      );
  }
}

const Outline = () => (
  <rect
    x="1"
    y="5"
    width="10"
    height="34"
    rx="2"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    vectorEffect="non-scaling-stroke"
  />
);

function Stripes() {
  const id = useId();
  return (
    <>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="3" height="6" fill="currentColor" />
      </pattern>
      <rect y="4" width="12" height="36" rx="2" fill={`url(#${id})`} stroke="currentColor" strokeWidth="1" />
    </>
  );
}
