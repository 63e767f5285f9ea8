import { type ReactNode, useState } from 'react';
import classes from './tinted.module.css';

/** Tints what it holds for a moment when `value` changes, and never when it is first shown. */
export function Tinted({ value, children }: { value: string; children: ReactNode }) {
  const [seen, setSeen] = useState({ value, changes: 0 });
  if (seen.value !== value) setSeen({ value, changes: seen.changes + 1 });
  return (
    <span key={seen.changes} className={seen.changes > 0 ? classes.tinted : undefined}>
      {children}
    </span>
  );
}
