import type { OccurrenceView } from '@punctual/contracts/api/schedules-contract';
import type { RunView } from '@punctual/contracts/runs/run';
import { describe, expect, test } from 'vitest';
import { recentRunCells } from './recent-run-cells.ts';

const at = (minute: number) => `2031-03-03T08:0${minute}:00.000Z`;
const run = (minute: number) => ({ id: String(minute), scheduledFor: at(minute) }) as RunView;
const occurrence = (minute: number, verdict: OccurrenceView['verdict']) =>
  ({ at: at(minute), verdict, runId: null }) as OccurrenceView;
const shape = (cells: ReturnType<typeof recentRunCells>) => cells.map(({ run }) => run?.id ?? '-').join('');

describe('the recent runs of a job', () => {
  test('has the newest last, and no more than it holds', () => {
    expect(shape(recentRunCells([run(3), run(2), run(1)], [], 2))).toBe('23');
  });

  test('has an empty cell where there should have been a run', () => {
    expect(shape(recentRunCells([run(3), run(1)], [occurrence(2, 'NONE')], 9))).toBe('1-3');
  });

  test('has none for what is to come, what ran, and what lies before the oldest run', () => {
    const occurrences = [occurrence(1, 'NONE'), occurrence(2, 'COMPLETED'), occurrence(5, 'PLANNED')];
    expect(shape(recentRunCells([run(3), run(2)], occurrences, 9))).toBe('23');
  });
});
