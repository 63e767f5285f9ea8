import { after, NOON } from '@punctual/testing/engine/documents';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SharedInstant } from './shared-instant.ts';

beforeEach(() => void vi.useFakeTimers({ now: NOON, toFake: ['Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const ends = new SharedInstant({ now: () => new Date() });

describe('the ends of work that is over in a moment', () => {
  it('are one instant within 10 ms, and another one afterwards', () => {
    const first = ends.since(null);
    vi.advanceTimersByTime(9);
    expect(ends.since(null)).toEqual(first);
    vi.advanceTimersByTime(1);
    expect(ends.since(null)).toEqual(after(NOON, 10));
  });

  it('are never before the work began', () => {
    vi.advanceTimersByTime(20);
    ends.since(null);
    vi.advanceTimersByTime(5);
    const begun = new Date();
    expect(ends.since(begun)).toEqual(begun);
  });
});
