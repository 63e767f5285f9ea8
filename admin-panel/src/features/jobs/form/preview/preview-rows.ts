import { offsetAt } from '@punctual/contracts/schedules/time/zones';
import { MINUTE_MS } from '@punctual/contracts/time';
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

/** Formats the time for the viewer: "Tue 01:00 JST". The date is beside it already. */
function hereText(instant: Date, viewer: string): string {
  const [weekday = ''] = dayText(instant, viewer).split(' ');
  const seconds = instant.getTime() % MINUTE_MS !== 0;
  return `${weekday} ${clockText(instant, viewer, seconds)} ${zoneAbbreviation(instant, viewer)}`;
}
