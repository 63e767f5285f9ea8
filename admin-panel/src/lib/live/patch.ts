import type { RunView } from '@punctual/contracts/runs/run';
import { idOf, type LiveEvent } from './live-event.ts';
import { isRunOlder } from './newest-only.ts';

interface Row {
  id: string;
  revision?: number;
}

/** Indexes events by their thing; the newest of each counts. */
export const byId = (events: readonly LiveEvent[]): Map<string, LiveEvent> =>
  new Map(events.map((event) => [idOf(event), event]));

/**
 * Merges events into an answer of the API, whatever its shape: one job or run, a list of them, or pages of
 * lists. Things that are not in it are not added. Returns the same object when nothing of it changed.
 */
export function patched(answer: unknown, events: ReadonlyMap<string, LiveEvent>): unknown {
  if (isRow(answer)) return patchedRow(answer, events.get(answer.id)) ?? answer;
  if (isRecord(answer) && Array.isArray(answer.data)) {
    const data = patchedRows(answer.data, events);
    return data === answer.data ? answer : { ...answer, data };
  }
  if (!isRecord(answer) || !Array.isArray(answer.pages)) return answer;
  const pages = answer.pages.map((page) => patched(page, events));
  return pages.every((page, index) => page === (answer.pages as unknown[])[index])
    ? answer
    : { ...answer, pages };
}

function patchedRows(rows: unknown[], events: ReadonlyMap<string, LiveEvent>): unknown[] {
  const next = rows.map((row) => (isRow(row) ? patchedRow(row, events.get(row.id)) : row));
  return next.every((row, index) => row === rows[index]) ? rows : next.filter((row) => row !== null);
}

/**
 * Merges an event into a row; null if it is gone. Fields beyond the event (the owner, for administrators)
 * stay.
 */
function patchedRow(row: Row, event: LiveEvent | undefined): Row | null {
  if (event === undefined) return row;
  if (event.kind === 'run') return isRunOlder(event.run, row as RunView) ? row : { ...row, ...event.run };
  if ('deleted' in event.job) return null;
  const { version: _, ...job } = event.job;
  return job.revision < (row.revision ?? 0) ? row : { ...row, ...job };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

export const isRow = (value: unknown): value is Row => isRecord(value) && typeof value.id === 'string';
