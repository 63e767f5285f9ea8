import { describe, expect, it } from 'vitest';
import { Places } from './places.ts';

const TOTAL = 50;
const KEPT = 5;
const MOST = 200;
const shared = (total = TOTAL) => new Places(total, () => false);

/** Takes places for an owner until it gets no more; returns how many it got. */
function fill(places: Places, owner: string): number {
  let taken = 0;
  while (places.enter(owner)) taken += 1;
  return taken;
}
const accounts = (count: number) => Array.from({ length: count }, (_, i) => `noisy-${i}`);
const newcomers = accounts;

describe('the places for a kind of task', () => {
  it('are all but the kept tenth for the only owner of jobs', () => {
    const places = new Places(TOTAL, () => true);
    expect([fill(places, 'ana'), places.figures()]).toMatchObject([TOTAL - KEPT, { free: 0, kept: KEPT }]);
  });

  it('are not all for one owner while another asks too, who is not counted yet', () => {
    const places = new Places(TOTAL, () => true);
    places.enter('quiet');
    places.leave('quiet');
    expect(fill(places, 'noisy')).toBe(23);
  });

  it.each([
    // One after the other, each as many as it can have: noisy accounts, and what each of them has.
    [1, [23]],
    [2, [23, 11]],
    [3, [23, 11, 6]],
    [20, [23, 11, 6, 4, 4, ...Array.from({ length: 15 }, () => 3)]],
  ])('are left to others by %i noisy accounts that take what they can', (count, shares) => {
    const places = shared();
    expect(accounts(count).map((owner) => fill(places, owner))).toEqual(shares);
    expect(places.enter('quiet')).toBe(true);
  });

  it.each([
    [1, 23],
    [2, 15],
    [20, 3],
  ])(
    'are shared out evenly among %i noisy accounts that take them in turns: at most %i for each',
    (count, share) => {
      const places = shared();
      for (let turn = 0; turn < TOTAL; turn += 1) for (const owner of accounts(count)) places.enter(owner);
      const held = accounts(count).map((owner) => places.holders.get(owner) ?? 0);
      expect(Math.max(...held)).toBe(share);
      expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(1);
    },
  );

  it('leave a quiet owner several, not one alone, beside two noisy accounts', () => {
    const places = shared();
    for (const owner of accounts(2)) fill(places, owner);
    expect(fill(places, 'quiet')).toBe(6);
  });

  it('pass from the owner with more to the one with fewer as they are given back', () => {
    const places = shared();
    for (const owner of ['ana', 'bob']) fill(places, owner);
    places.leave('ana');
    expect([places.enter('ana'), places.enter('bob')]).toEqual([false, true]);
  });

  it('are there at once for each owner that holds none, also when all are taken', () => {
    const places = shared();
    for (const owner of accounts(TOTAL)) places.enter(owner);
    expect(places.figures()).toMatchObject({ held: TOTAL, free: 0, kept: 0 });
    for (const owner of newcomers(100).map((name) => `late ${name}`)) expect(places.enter(owner)).toBe(true);
  });

  it.each([
    ['one owner took all when it was the only one', 1, 4],
    ['twenty noisy accounts took what they can', 20, 3],
    ['sixty noisy accounts took what they can', 60, 2],
  ])('are a few for a quiet owner, not one alone, after %s', (_, count, few) => {
    let isOne = count === 1;
    const places = new Places(TOTAL, () => isOne);
    for (let turn = 0; turn < TOTAL; turn += 1) for (const owner of accounts(count)) places.enter(owner);
    isOne = false;
    expect(fill(places, 'quiet')).toBe(few);
  });

  it('that are more than there are have to end before an owner gets a second one', () => {
    const places = shared(10);
    for (const owner of accounts(11)) places.enter(owner);
    for (const owner of accounts(11).slice(0, 3)) places.leave(owner);
    expect(places.enter('noisy-10')).toBe(false);
  });

  it('are bounded: a process carries no more at a time, however many accounts there are', () => {
    const places = shared();
    for (const owner of accounts(1_000)) places.enter(owner);
    expect(places.figures().held).toBe(MOST);
  });

  it('are one where one thing is to be done at a time by each owner', () => {
    expect(fill(shared(1), 'ana')).toBe(1);
  });
});
