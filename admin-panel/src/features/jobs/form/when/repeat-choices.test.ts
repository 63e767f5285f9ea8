import { isRhythm, parseExpression } from '@punctual/contracts/schedules/cron/cron-expression';
import { cronPattern } from '@punctual/contracts/schedules/cron/cron-pattern';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromExpression } from './from-expression.ts';
import { HOUR_STEPS, MINUTE_STEPS, NTHS, type RepeatChoices, toExpression, WEEK } from './repeat-choices.ts';

const FROM = Date.UTC(2026, 10, 21, 12);
const LOOKED_AT = 12;

const times = {
  minute: fc.integer({ min: 0, max: 59 }),
  hours: fc
    .uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 24 })
    .map((hours) => hours.sort((a, b) => a - b)),
};
const day = fc.oneof(
  fc.integer({ min: 1, max: 31 }),
  fc.constantFrom('last' as const, 'firstWorkday' as const, 'lastWorkday' as const),
  fc.record({ nth: fc.constantFrom(...NTHS), weekday: fc.constantFrom(...WEEK) }),
);
const choices: fc.Arbitrary<RepeatChoices> = fc.oneof(
  fc.record({ unit: fc.constant('minute' as const), every: fc.constantFrom(...MINUTE_STEPS) }),
  fc.record({
    unit: fc.constant('hour' as const),
    every: fc.constantFrom(...HOUR_STEPS),
    minute: times.minute,
  }),
  fc.record({ unit: fc.constant('day' as const), ...times }),
  fc.record({
    unit: fc.constant('week' as const),
    weekdays: fc.subarray(WEEK, { minLength: 1 }),
    ...times,
  }),
  fc.record({ unit: fc.constant('month' as const), day, ...times }),
  fc.record({
    unit: fc.constant('year' as const),
    month: fc.integer({ min: 1, max: 12 }),
    day,
    ...times,
  }),
);

/** Draws one of these half of the time: all drawn at random, they are seldom what choices can show. */
const part = (plain: string, ...samples: string[]) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant(plain) },
    { weight: 1, arbitrary: fc.constantFrom(...samples) },
  );
/** Draws expressions of all kinds, many of them richer than the choices. */
const expressions = fc
  .tuple(
    part('0', '*', '*/15', '0,15,30,45', '5', '*/7', '0,30', '10-12'),
    part('9', '*', '*/2', '*/5', '9,17', '0-23', '9-17', '*/1'),
    part('*', '1', '31', 'L', '1-7', '1W', '15W', '?', '1,15', 'LW', 'L,1', '*/1'),
    part('*', 'JAN', '2', '1-6', '*/3'),
    part('*', 'MON', '1-5', 'MON#1', 'TUE#5', '7#2', 'MON#1,FRI', 'FRIL', '0', '7', 'SAT,SUN', '+FRI', '*/1'),
    fc.boolean(),
  )
  .map(([minute, hour, days, month, weekday, six]) =>
    [...(six ? ['0'] : []), minute, hour, days, month, weekday].join(' '),
  );

describe('choices and expressions', () => {
  test('every choice is an expression that reads back as that choice', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        expect(fromExpression(toExpression(choice))).toEqual(choice);
      }),
    );
  });

  test('an expression that choices can show means the same when they write it', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        const shown = fromExpression(expression);
        fc.pre(shown !== null);
        const rewritten = toExpression(shown as RepeatChoices);
        expect(runs(rewritten)).toEqual(runs(expression));
        expect(paced(rewritten)).toBe(paced(expression));
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['0 9 * * MON', { unit: 'week', weekdays: [1], minute: 0, hours: [9] }],
    ['@daily', { unit: 'day', minute: 0, hours: [0] }],
    ['@hourly', { unit: 'hour', every: 1, minute: 0 }],
    ['*/15 * * * *', { unit: 'minute', every: 15 }],
    ['0 30 9,17 * * 1-5', { unit: 'week', weekdays: [1, 2, 3, 4, 5], minute: 30, hours: [9, 17] }],
    ['0 0 L * *', { unit: 'month', day: 'last', minute: 0, hours: [0] }],
    ['0 9 21 NOV *', { unit: 'year', month: 11, day: 21, minute: 0, hours: [9] }],
    ['0 9 LW * *', { unit: 'month', day: 'lastWorkday', minute: 0, hours: [9] }],
    ['0 9 1W * *', { unit: 'month', day: 'firstWorkday', minute: 0, hours: [9] }],
    ['0 9 * * MON#1', { unit: 'month', day: { nth: 1, weekday: 1 }, minute: 0, hours: [9] }],
    ['0 9,17 * * 7#2', { unit: 'month', day: { nth: 2, weekday: 0 }, minute: 0, hours: [9, 17] }],
    ['0 9 ? NOV FRIL', { unit: 'year', month: 11, day: { nth: 'last', weekday: 5 }, minute: 0, hours: [9] }],
  ])('%s can be shown as choices', (expression, shown) => {
    expect(fromExpression(expression)).toEqual(shown);
  });

  test.each([
    '0 9 1-7 * MON',
    '*/7 * * * *',
    '30 0 9 * * *',
    '0 9 * * MON#5',
    '0 9 * * MON#1,FRI',
    '0 9 1 * MON#1',
    '0 9 * * +MON#1',
    '0 9 15W * *',
    '0 9 L,15 * *',
    '0 9',
    '',
  ])('“%s” is richer than choices, or no expression', (expression) => {
    expect(fromExpression(expression)).toBeNull();
  });
});

function runs(expression: string): (number | null)[] {
  const pattern = cronPattern(expression);
  const found: (number | null)[] = [];
  let at: number | null = FROM;
  for (let count = 0; count < LOOKED_AT && at !== null; count += 1) {
    at = pattern.next(at + 1);
    found.push(at);
  }
  return found;
}

function paced(expression: string): boolean {
  const parsed = parseExpression(expression);
  return parsed.ok && isRhythm(parsed.cron);
}
