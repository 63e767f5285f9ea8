import { SECOND_MS } from '@punctual/contracts/time';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErrorThrottle } from './error-throttle.ts';
import type { Logger } from './logger.ts';

const told: string[] = [];
const say = (facts: unknown, message = facts) => told.push(String(message));
const logger = { error: say, warn: say, info: say } as unknown as Logger;
let trouble: ErrorThrottle;

beforeEach(() => {
  vi.useFakeTimers();
  told.length = 0;
  trouble = new ErrorThrottle(logger, 'The sweep fails');
});
afterEach(() => vi.useRealTimers());

/** It fails once a second for so long. */
function lasts(seconds: number): void {
  for (let second = 0; second < seconds; second += 1) {
    trouble.is(new Error('away'));
    vi.advanceTimersByTime(SECOND_MS);
  }
}

describe('trouble', () => {
  it('is logged when it begins and when it is over, however often it came in between', () => {
    lasts(30);
    trouble.isOver();
    trouble.isOver();
    expect(told).toEqual(['The sweep fails', 'The sweep fails: this is over']);
  });

  it('is logged once a minute while it lasts', () => {
    lasts(150);
    expect(told).toHaveLength(3);
  });

  it('that comes again is logged again', () => {
    lasts(1);
    trouble.isOver();
    lasts(1);
    expect(told.filter((message) => message === 'The sweep fails')).toHaveLength(2);
  });

  it('that never was is not over', () => {
    trouble.isOver();
    expect(told).toEqual([]);
  });
});
