import type { RunView } from '@punctual/shared/runs/run';
import { type KeyboardEvent, useRef, useState } from 'react';
import { RUN_STATUS_LOOKS } from '../../components/run-status/run-status.ts';
import { StatusCell } from '../../components/run-status/status-cell.tsx';
import { StatusLegend } from '../../components/run-status/status-legend.tsx';
import { en } from '../../lib/strings/en.ts';
import { instantText } from '../../lib/time/instants.ts';
import { latenessText } from '../../lib/time/lateness.ts';
import classes from './run-strip.module.css';

interface Props {
  runs: readonly RunView[];
  zone: string;
  length: number;
  onOpen: (runId: string) => void;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** The last runs at a glance, newest at the right: one tab stop, arrow keys walk, Enter opens. */
export function RunStrip({ runs, zone, length, onOpen }: Props) {
  const shown = runs.slice(0, length).reverse();
  const strip = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const reachable = shown.some(({ id }) => id === current) ? current : shown.at(-1)?.id;
  const walk = (event: KeyboardEvent, index: number) => {
    const next = index + (STEPS[event.key] ?? 0);
    const cell = strip.current?.children[next];
    if (next === index || !(cell instanceof HTMLElement)) return;
    event.preventDefault();
    cell.focus();
  };
  return (
    <div>
      <div ref={strip} role="toolbar" aria-label={en.runs.strip} className={classes.strip}>
        {shown.map((run, index) => (
          <button
            key={run.id}
            type="button"
            className={classes.cell}
            tabIndex={run.id === reachable ? 0 : -1}
            title={cellText(run, zone)}
            aria-label={cellText(run, zone)}
            onFocus={() => setCurrent(run.id)}
            onKeyDown={(event) => walk(event, index)}
            onClick={() => onOpen(run.id)}
          >
            <StatusCell status={run.status} />
          </button>
        ))}
      </div>
      <StatusLegend statuses={shown.map(({ status }) => status)} />
    </div>
  );
}

function cellText(run: RunView, zone: string): string {
  const due = instantText(new Date(run.scheduledFor), zone);
  const words = [RUN_STATUS_LOOKS[run.status].label, due];
  if (run.lateness !== null) words.push(latenessText(run.lateness));
  return words.join(', ');
}
