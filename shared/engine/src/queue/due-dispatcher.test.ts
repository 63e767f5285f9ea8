import { after, aJob, anEmail, aRun, NOON } from '@punctual/testing/engine/documents';
import { quietLogger } from '@punctual/testing/engine/redis';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunDocument } from '../database/documents.ts';
import { systemClock } from '../platform/clock.ts';
import { DueDispatcher } from './due-dispatcher.ts';

const dueIn = (ms: number) => aRun(aJob(), { dueAt: after(NOON, ms) });

/** The number of runs that the queue takes, or why it takes none. */
type Takes = number | 'away' | 'breaks';
let takes: Takes;
let [sent, handedOver]: [RunDocument[], { runs: RunDocument[]; hadTurn: boolean }[]] = [[], []];
let held: Promise<void> | undefined;

const queue = {
  async enqueueWithin(runs: RunDocument[]) {
    await held;
    if (takes === 'breaks') throw new Error('the queue broke');
    if (takes === 'away') return { left: runs, reached: false };
    sent.push(...runs.slice(0, takes));
    return { left: runs.slice(takes), reached: true };
  },
};
const recovery = {
  async handOver(runs: RunDocument[], hadTurn = false) {
    if (runs.length > 0) handedOver.push({ runs, hadTurn });
  },
};
let due: DueDispatcher;
beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  [takes, sent, handedOver, held] = [10, [], [], undefined];
  due = new DueDispatcher(queue, recovery, systemClock, quietLogger);
});
afterEach(async () => {
  await due.stop();
  vi.useRealTimers();
});

describe('the dispatch of due runs', () => {
  it('puts a run into the queue when it is due, and hands nothing over', async () => {
    const run = dueIn(500);
    due.arm([run]);
    await vi.advanceTimersByTimeAsync(499);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect([sent, handedOver]).toEqual([[run], []]);
  });

  it('offers again what a full queue leaves, until there is room, and hands nothing over', async () => {
    const runs = [dueIn(-1), dueIn(-1), dueIn(-1)];
    takes = 1;
    due.arm(runs);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(runs.slice(0, 1));
    await vi.advanceTimersByTimeAsync(200);
    expect([sent, handedOver]).toEqual([runs, []]);
  });

  it('hands over what it cannot hold until there is room: it had its turn, and is late, not missed', async () => {
    const runs = Array.from({ length: 5_002 }, () => dueIn(-1));
    takes = 0;
    due.arm(runs);
    await vi.advanceTimersByTimeAsync(0);
    expect([sent, handedOver]).toEqual([[], [{ runs: runs.slice(5_000), hadTurn: true }]]);
  });

  it('hands over what waits for a place of its owner too: the recovery shares places out', async () => {
    const runs = [dueIn(-1), dueIn(-1)].map((run) => ({
      ...run,
      snapshot: { ...run.snapshot, task: anEmail() },
    }));
    takes = 1;
    due.arm(runs);
    await vi.advanceTimersByTimeAsync(0);
    expect([sent, handedOver]).toEqual([runs.slice(0, 1), [{ runs: runs.slice(1), hadTurn: true }]]);
  });

  it('hands over what it holds when the queue cannot be reached any more', async () => {
    const runs = [dueIn(-1), dueIn(-1)];
    takes = 1;
    due.arm(runs);
    await vi.advanceTimersByTimeAsync(0);
    takes = 'away';
    await vi.advanceTimersByTimeAsync(100);
    expect(handedOver).toEqual([{ runs: runs.slice(1), hadTurn: true }]);
  });

  it('hands over everything while the queue cannot be reached', async () => {
    const run = dueIn(-1);
    takes = 'away';
    due.arm([run]);
    await vi.advanceTimersByTimeAsync(0);
    expect(handedOver).toEqual([{ runs: [run], hadTurn: false }]);
  });

  it('leaves to the judge what it can send only now, and was missed: its process stood still', async () => {
    const [missed, late] = [dueIn(-60_001), dueIn(-60_000)];
    due.arm([missed, late]);
    await vi.advanceTimersByTimeAsync(0);
    expect([sent, handedOver]).toEqual([[late], [{ runs: [missed], hadTurn: false }]]);
  });

  it('leaves to the judge several of one job, which waited together', async () => {
    const job = aJob();
    const waited = [-3_000, -2_000].map((ms) => aRun(job, { dueAt: after(NOON, ms) }));
    due.arm(waited);
    await vi.advanceTimersByTimeAsync(0);
    expect([sent, handedOver]).toEqual([[], [{ runs: waited, hadTurn: false }]]);
  });

  it('sends what was caught up or asked for by hand, however long ago it was due', async () => {
    const runs = (['catchup', 'manual'] as const).map((trigger) =>
      aRun(aJob(), { dueAt: after(NOON, -90_000), trigger }),
    );
    due.arm(runs);
    await vi.advanceTimersByTimeAsync(0);
    expect([sent, handedOver]).toEqual([runs, []]);
  });

  it('goes on with the next runs after one dispatch has failed', async () => {
    const next = dueIn(100);
    takes = 'breaks';
    due.arm([dueIn(-1), next]);
    await vi.advanceTimersByTimeAsync(0);
    takes = 10;
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual([next]);
  });
});

describe('the stop of the dispatch of due runs', () => {
  it('hands over what is not due yet, and sends nothing of it', async () => {
    const run = dueIn(500);
    due.arm([run]);
    await due.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([sent, handedOver]).toEqual([[], [{ runs: [run], hadTurn: false }]]);
  });

  it('hands over what waits for room: it had its turn', async () => {
    const runs = [dueIn(-1), dueIn(-1)];
    takes = 1;
    due.arm(runs);
    await vi.advanceTimersByTimeAsync(0);
    await due.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([sent, handedOver]).toEqual([runs.slice(0, 1), [{ runs: runs.slice(1), hadTurn: true }]]);
  });

  it('waits for what is being sent', async () => {
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    const run = dueIn(-1);
    due.arm([run]);
    let hasStopped = false;
    const stopped = due.stop().then(() => {
      hasStopped = true;
    });
    await vi.advanceTimersByTimeAsync(10);
    expect(hasStopped).toBe(false);
    release();
    await stopped;
    expect(sent).toEqual([run]);
  });
});
