import type { RunView } from '@punctual/contracts/runs/run';
import { RUN_STATUS_LOOKS } from '../../../components/run-status/run-status.ts';
import { runsWords as words } from '../../../lib/strings/runs.ts';
import { durationText } from '../../../lib/time/durations.ts';
import { exactClockText } from '../../../lib/time/instants.ts';
import classes from './time-bar.module.css';
import { type TimePart, timeParts } from './time-parts.ts';

/** Draws the run's time to scale: waiting outlined, attempts full, pauses dotted; the clock at both ends. */
export function TimeBar({ run, zone }: { run: RunView; zone: string }) {
  const parts = timeParts(run, Date.now());
  const last = run.attempts.at(-1);
  if (last === undefined) return null;
  const color = RUN_STATUS_LOOKS[run.status].color;
  return (
    <figure className={classes.figure} aria-label={words.bar}>
      <ol className={classes.bar} style={{ color }}>
        {parts.map((part) => (
          <li
            key={`${part.kind}-${part.number}`}
            className={classes.part}
            data-kind={part.kind}
            style={{ flexGrow: Math.max(1, part.ms) }}
            title={partText(part)}
          >
            <span className={classes.spoken}>{partText(part)}</span>
          </li>
        ))}
      </ol>
      <figcaption className={classes.ends}>
        <span>{exactClockText(new Date(run.dueAt), zone)}</span>
        {last.finishedAt !== null && <span>{exactClockText(new Date(last.finishedAt), zone)}</span>}
      </figcaption>
      <ul className={classes.words} aria-hidden>
        {parts.map((part) => (
          <li key={`${part.kind}-${part.number}`}>{partText(part)}</li>
        ))}
      </ul>
    </figure>
  );
}

function partText({ kind, ms, number }: TimePart): string {
  const text = durationText(ms);
  return kind === 'attempt' ? words.parts.attempt(number, text) : words.parts[kind](text);
}
