import { Types } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { OwnerTurns } from './owner-turns.ts';

const PEOPLE = { ana: new Types.ObjectId(), bob: new Types.ObjectId(), cid: new Types.ObjectId() };
type Person = keyof typeof PEOPLE;

/** The order in which what waits of these is taken. */
function taken(...waiting: Person[]): Person[] {
  const turns = new OwnerTurns();
  const left = waiting.map((who) => ({ _id: new Types.ObjectId(), ownerId: PEOPLE[who], who }));
  return waiting.map(() => {
    const next = turns.next(left);
    if (!next) throw new Error('Nothing was taken.');
    left.splice(left.indexOf(next), 1);
    return next.who;
  });
}

describe('the turns of owners', () => {
  it('go round, however much one of them has', () => {
    expect(taken('ana', 'ana', 'ana', 'ana', 'bob', 'bob', 'cid')).toEqual([
      'ana',
      'bob',
      'cid',
      'ana',
      'bob',
      'ana',
      'ana',
    ]);
  });

  it('give the next to an owner who comes new', () => {
    const turns = new OwnerTurns();
    const ofAna = { _id: new Types.ObjectId(), ownerId: PEOPLE.ana };
    const ofBob = { _id: new Types.ObjectId(), ownerId: PEOPLE.bob };
    for (let i = 0; i < 5; i += 1) turns.next([ofAna]);
    expect(turns.next([ofAna, ofBob])).toBe(ofBob);
    expect(turns.next([ofAna, ofBob])).toBe(ofAna);
  });

  it('are nobody’s when nothing waits', () => {
    expect(new OwnerTurns().next([])).toBeUndefined();
  });
});
