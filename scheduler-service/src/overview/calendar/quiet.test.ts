import { expect, it } from 'vitest';
import { findQuiet } from './quiet.ts';

const at = (hour: number, minute = 0) => new Date(Date.UTC(2031, 2, 3, hour, minute));
const quiet = (planned: Date[]) =>
  findQuiet(planned, at(0), at(12)).map(({ from, to }) => [from.slice(11, 16), to.slice(11, 16)]);

it('is what lies between two planned runs, and before the first and after the last', () => {
  expect(quiet([at(6), at(3)])).toEqual([
    ['00:00', '03:00'],
    ['03:00', '06:00'],
    ['06:00', '12:00'],
  ]);
});

it('is an hour at least', () => {
  const each = Array.from({ length: 12 }, (_, hour) => [at(hour, 20), at(hour, 50)]).flat();
  expect(quiet(each)).toEqual([]);
});

it('is all of the time where nothing is planned in it', () => {
  expect(quiet([at(13)])).toEqual([['00:00', '12:00']]);
});
