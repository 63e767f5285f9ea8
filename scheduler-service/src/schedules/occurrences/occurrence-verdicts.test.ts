import { describe, expect, it } from 'vitest';
import type { RecordedRun } from '../../runs/run-store.ts';
import { assignVerdicts, type RunBeyond } from './occurrence-verdicts.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));
const occurrences = (minutes: number[], enabled: boolean) =>
  minutes.map((minute) => ({ at: at(minute), dueAt: at(minute), enabled }));
const run = (minute: number, more: Partial<RecordedRun> = {}): RecordedRun => ({
  id: `run-${minute}`,
  scheduledFor: at(minute),
  dueAt: at(minute),
  scheduleRevision: 1,
  status: 'COMPLETED',
  reason: null,
  missed: null,
  ...more,
});
interface Context {
  enabled?: boolean;
  beyond?: RunBeyond | null;
}
const judge = (minutes: number[], runs: RecordedRun[], { enabled = true, beyond = null }: Context = {}) =>
  assignVerdicts(occurrences(minutes, enabled), runs, { now: at(30), beyond }).map(({ verdict }) => verdict);

describe('the verdict on an occurrence', () => {
  it('is the status of its run, or planned for one to come', () => {
    expect(judge([10, 20, 40], [run(10), run(20, { status: 'FAILED' })])).toEqual([
      'COMPLETED',
      'FAILED',
      'PLANNED',
    ]);
  });

  it('is disabled for a disabled job, and for the time in which it was', () => {
    expect(judge([10, 40], [], { enabled: false })).toEqual(['DISABLED', 'DISABLED']);
  });

  it('stays planned until the jitter is over', () => {
    const jittered = [{ at: at(29), dueAt: at(31), enabled: true }];
    const [judged] = assignVerdicts(jittered, [], { now: at(30), beyond: null });
    expect(judged?.verdict).toBe('PLANNED');
  });

  it('counts a catch-up run behind the range for the end of it', () => {
    const beyond = { runId: 'later', missed: 1 };
    expect(judge([10, 20], [], { beyond })).toEqual(['NONE', 'SKIPPED']);
  });

  it('is none for a passed instant without a record', () => {
    expect(judge([10], [])).toEqual(['NONE']);
  });

  it('includes runs of an earlier schedule', () => {
    expect(judge([20], [run(10), run(20)])).toEqual(['COMPLETED', 'COMPLETED']);
  });

  it('is that of the newer schedule, if there are two rows for one instant', () => {
    const rows = [run(10, { status: 'CANCELED', scheduleRevision: 1 }), run(10, { scheduleRevision: 2 })];
    expect(judge([10], rows)).toEqual(['COMPLETED']);
  });

  it('counts a catch-up run for as many occurrences before it as it says, and no more', () => {
    expect(judge([5, 10, 15, 20], [run(20, { missed: 2 })])).toEqual([
      'NONE',
      'SKIPPED',
      'SKIPPED',
      'COMPLETED',
    ]);
  });
});
