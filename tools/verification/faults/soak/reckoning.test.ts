import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';
import { Reckoning } from './reckoning.ts';

const plan = { startAt: 10_000, everyMs: 1_000, endAt: 20_000 };

function reckoned(act: (reckoning: Reckoning) => void): number[] {
  const reckoning = new Reckoning();
  act(reckoning);
  return reckoning.windows('job').map(({ at }) => at.getTime() / 1_000);
}

describe('the windows of a job', () => {
  it('are its start, each step after it, and its end', () =>
    expect(reckoned((job) => job.begin(plan, 0))).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]));

  it('lie after what made the job, and before what changed it was asked', () =>
    expect(
      reckoned((job) => {
        job.begin(plan, 12_100);
        job.end(15_900);
      }),
    ).toEqual([13, 14, 15]));

  it('are not reckoned where nobody can say on which side they lie', () =>
    expect(
      reckoned((job) => {
        job.begin(plan, 11_900);
        job.end(15_100);
      }),
    ).toEqual([13, 14]));

  it('follow a plan that came later', () =>
    expect(
      reckoned((job) => {
        job.begin(plan, 0);
        job.end(11_500);
        job.begin({ ...plan, startAt: 18_000, everyMs: 1_500 }, 17_000);
      }),
    ).toEqual([10, 11, 18, 19.5]));
});

describe('an instant', () => {
  const reckoning = new Reckoning();
  reckoning.propose(plan);

  it.each([10_000, 15_000, 20_000])('of a plan is known: %d', (at) =>
    expect(reckoning.knows(new Date(at))).toBe(true),
  );
  it.each([9_000, 10_001, 21_000])('of none is not: %d', (at) =>
    expect(reckoning.knows(new Date(at))).toBe(false),
  );
});

describe('a seed', () => {
  const drawn = (seed: number) => {
    const random = new Random(seed);
    return [random.between(1, 1_000), random.fork().next(), random.weighted({ a: 1, b: 3 })];
  };

  it('draws the same again', () => expect(drawn(42)).toEqual(drawn(42)));
  it('draws other than another', () => expect(drawn(42)).not.toEqual(drawn(43)));
  it('draws by weight', () => {
    const random = new Random(7);
    const often = Array.from({ length: 1_000 }, () => random.weighted({ a: 1, b: 3 })).filter(
      (x) => x === 'b',
    );
    expect(often.length).toBeGreaterThan(650);
    expect(often.length).toBeLessThan(850);
  });
});
