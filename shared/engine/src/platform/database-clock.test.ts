import { after, NOON } from '@punctual/testing/engine/documents';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DatabaseClock } from './database-clock.ts';
import type { Logger } from './logger.ts';

/** A database whose time and slowness tests set, and the clock that asks it. */
class Told {
  readonly warned: object[] = [];
  asked = 0;
  /** Its time, less the steady time: an answer is what it was in the middle of the asking. */
  ahead = 0;
  roundTripMs = 0;
  clock!: DatabaseClock;

  async start(): Promise<this> {
    const logger = { warn: (facts: object) => this.warned.push(facts), debug: () => {} } as unknown as Logger;
    this.clock = await DatabaseClock.start(() => this.#ask(), logger);
    this.warned.length = 0;
    return this;
  }

  async #ask(): Promise<Date> {
    this.asked += 1;
    const told = after(NOON, this.ahead + performance.now() + this.roundTripMs / 2);
    if (this.roundTripMs > 0) await vi.advanceTimersByTimeAsync(this.roundTripMs);
    return told;
  }

  get right(): Date {
    return after(NOON, this.ahead + performance.now());
  }
}

let told: Told;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  told = await new Told().start();
  await vi.advanceTimersByTimeAsync(0); // its loops have begun
});
afterEach(async () => {
  const stopped = told.clock.stop();
  await vi.advanceTimersByTimeAsync(0);
  await stopped;
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('the time of the database', () => {
  it('is what it said, whatever the clock of this machine says', () => {
    vi.setSystemTime(0);
    expect(told.clock.now()).toEqual(told.right);
  });

  it('goes on steadily in between, without being asked', async () => {
    const { asked } = told;
    await vi.advanceTimersByTimeAsync(400);
    expect([told.clock.now(), told.asked]).toEqual([told.right, asked]);
  });

  it('is asked again within ten seconds', async () => {
    told.ahead += 100;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told.clock.now()).toEqual(told.right);
  });

  it('is asked again at once after a pause of the process', async () => {
    const [{ asked }, steady] = [told, performance.now.bind(performance)];
    vi.spyOn(performance, 'now').mockImplementation(() => steady() + 3_000);
    await vi.advanceTimersByTimeAsync(500);
    expect(told.asked).toBe(asked + 1);
  });

  it('is taken to be that of the middle of the asking', async () => {
    told.roundTripMs = 200;
    await told.clock.sync();
    expect(told.clock.now()).toEqual(told.right);
  });

  it('is not taken from an answer that was slow', async () => {
    const before = told.clock.now().getTime() - performance.now();
    Object.assign(told, { ahead: 60_000, roundTripMs: 251 });
    await told.clock.sync();
    expect(told.clock.now().getTime() - performance.now()).toBe(before);
  });

  it('is logged when it steps by more than half a second, and not for less', async () => {
    told.ahead += 500;
    await told.clock.sync();
    expect(told.warned).toEqual([]);
    told.ahead -= 501;
    await told.clock.sync();
    expect(told.warned).toEqual([{ stepMs: -501 }]);
  });

  it('is not asked for at a start that fails', async () => {
    const never = () => Promise.reject(new Error('The database is away.'));
    await expect(DatabaseClock.start(never, {} as Logger)).rejects.toThrow('away');
  });
});
