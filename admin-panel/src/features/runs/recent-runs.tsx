import { type KeyboardEvent, useRef, useState } from 'react';
import { RUN_STATUS_LOOKS } from '../../components/run-status/run-status.ts';
import { StatusCell } from '../../components/run-status/status-cell.tsx';
import { StatusLegend } from '../../components/run-status/status-legend.tsx';
import { en } from '../../lib/strings/en.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import { instantText } from '../../lib/time/instants.ts';
import { latenessText } from '../../lib/time/lateness.ts';
import type { RecentRunCell } from './recent-run-cells.ts';
import classes from './recent-runs.module.css';

interface Props {
  cells: readonly RecentRunCell[];
  zone: string;
  onOpen: (runId: string) => void;
  onWhy: (at: string) => void;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
const idOf = ({ run, at }: RecentRunCell): string => run?.id ?? at;

/** Draws a job's last runs, the newest at the right: one tab stop, arrow keys walk, Enter opens. */
export function RecentRunsBar({ cells, zone, onOpen, onWhy }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const last = cells.at(-1);
  const reachable = cells.some((cell) => idOf(cell) === current) ? current : last && idOf(last);
  const walk = (event: KeyboardEvent, index: number) => {
    const next = index + (STEPS[event.key] ?? 0);
    const cell = bar.current?.children[next];
    if (next === index || !(cell instanceof HTMLElement)) return;
    event.preventDefault();
    cell.focus();
  };
  return (
    <div>
      <div ref={bar} role="toolbar" aria-label={en.runs.strip} className={classes.strip}>
        {cells.map((cell, index) => (
          <button
            key={idOf(cell)}
            type="button"
            className={classes.cell}
            tabIndex={idOf(cell) === reachable ? 0 : -1}
            title={cellText(cell, zone)}
            aria-label={cellText(cell, zone)}
            onFocus={() => setCurrent(idOf(cell))}
            onKeyDown={(event) => walk(event, index)}
            onClick={() => (cell.run ? onOpen(cell.run.id) : onWhy(cell.at))}
          >
            {cell.run ? <StatusCell status={cell.run.status} /> : <span className={classes.empty} />}
          </button>
        ))}
      </div>
      <StatusLegend statuses={cells.flatMap(({ run }) => (run ? [run.status] : []))} />
    </div>
  );
}

function cellText({ run, at }: RecentRunCell, zone: string): string {
  const due = instantText(new Date(at), zone);
  if (run === null) return words.expected(due);
  const parts = [RUN_STATUS_LOOKS[run.status].label, due];
  if (run.lateness !== null) parts.push(latenessText(run.lateness));
  return parts.join(', ');
}
