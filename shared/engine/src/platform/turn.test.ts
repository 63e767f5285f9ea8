import { expect, it } from 'vitest';
import { nextTurn } from './turn.ts';

const MANY = 40;

it('of many that wait for a turn, each round of the event loop resumes one, and each owner after the other', async () => {
  let round = 0;
  let isOver = false;
  const count = () => {
    round += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const resumed: { owner: string; round: number }[] = [];
  const wait = (owner: string) => nextTurn(owner).then(() => resumed.push({ owner, round }));
  await Promise.all([...Array.from({ length: MANY }, () => wait('ana')), wait('bob')]);
  isOver = true;
  expect(new Set(resumed.map((one) => one.round)).size).toBe(MANY + 1);
  expect(resumed.findIndex(({ owner }) => owner === 'bob')).toBeLessThan(3);
});
