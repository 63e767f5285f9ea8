import { offsetAt } from '@punctual/contracts/schedules/time/zones';
import { DAY_MS, MINUTE_MS } from '@punctual/contracts/time';
import { summaryWords } from '../../../../lib/strings/form-summary.ts';
import { clockText, dayText, instantText } from '../../../../lib/time/instants.ts';
import { wallTimeAt } from '../../../../lib/time/wall-time.ts';
import { zoneAbbreviation } from '../../../../lib/time/zones.ts';
import type { Preview } from '../../api/preview-schedule.ts';

type Note = keyof typeof summaryWords.preview.notes;

/** A run as a row of the preview shows it. */
export interface PreviewRow {
  at: string;
  /** In the job's zone. */
  there: string;
  /** For the viewer; null where their clocks show the same. */
  here: string | null;
  /** A note that for the viewer it is another date. */
  shift: string | null;
  note: Note | null;
}

/** Makes the rows of a preview, for a job in one zone and a viewer in another. */
export const previewRows = (
  next: Preview['next'],
  zone: string,
  viewer: string,
  now = new Date(),
): PreviewRow[] =>
  next.map(({ at, note }) => {
    const instant = new Date(at);
    const differs = offsetAt(zone, instant.getTime()) !== offsetAt(viewer, instant.getTime());
    const days = differs ? wallTimeAt(instant, viewer).date.localeCompare(wallTimeAt(instant, zone).date) : 0;
    return {
      at,
      there: instantText(instant, zone, now),
      here: differs ? hereText(instant, viewer) : null,
      shift: days === 0 ? null : days > 0 ? summaryWords.preview.nextDay : summaryWords.preview.dayBefore,
      note,
    };
  });

/** Runs that say how often a schedule runs; with fewer it has nearly ended. */
const ENOUGH = 5;
/** More runs in a day than one would send emails by intent. */
const MANY_PER_DAY = 96;

/** Computes how often a schedule runs in a day, by its next runs; null where that is not many. */
export function manyPerDay(next: Preview['next']): number | null {
  const [first, last] = [next[0], next.at(-1)];
  if (next.length < ENOUGH || first === undefined || last === undefined) return null;
  const perDay = ((next.length - 1) * DAY_MS) / (Date.parse(last.at) - Date.parse(first.at));
  return perDay > MANY_PER_DAY ? Math.round(perDay) : null;
}

/** Formats the time for the viewer: "Tue 01:00 JST". The date is beside it already. */
function hereText(instant: Date, viewer: string): string {
  const [weekday = ''] = dayText(instant, viewer).split(' ');
  const seconds = instant.getTime() % MINUTE_MS !== 0;
  return `${weekday} ${clockText(instant, viewer, seconds)} ${zoneAbbreviation(instant, viewer)}`;
}
