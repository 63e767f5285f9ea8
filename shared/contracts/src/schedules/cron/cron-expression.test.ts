import { Cron } from 'croner';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression } from './cron-expression.ts';
import { DAY, expandField, HOUR, MINUTE, MONTH, SECOND } from './cron-field.ts';
import { cronPattern } from './cron-pattern.ts';

const CRONER = { utcOffset: 0, mode: '5-or-6-parts', paused: true } as const;

/** Expression · message · the text that the position marks. */
const WRONG: [string, string, string][] = [
  ['61 * * * *', 'Minute: 61 is not in 0–59.', '61'],
  ['0 24 * * *', 'Hour: 24 is not in 0–23.', '24'],
  ['0 0 0 * *', 'Day: 0 is not in 1–31.', '0'],
  ['0 0 1 13 *', 'Month: 13 is not in 1–12.', '13'],
  ['0 0 * * 8', 'Weekday: 8 is not in 0–7.', '8'],
  ['60 0 0 * * *', 'Second: 60 is not in 0–59.', '60'],
  ['0 0 1 FEBR *', 'No such month: FEBR. Use 1–12 or JAN–DEC.', 'FEBR'],
  ['0  9 * * mon,xyz', 'No such weekday: XYZ. Use 0–7 or SUN–SAT.', 'xyz'],
  ['0 22-6 * * *', 'Hour: 22-6 runs backwards. Write 22-23,0-6.', '22-6'],
  ['5/15 * * * *', 'Minute: 5/15 needs a range. Write 5-59/15.', '5/15'],
  ['*/90 * * * *', 'Minute: a step of 90 is not in 1–60.', '90'],
  ['*/0 * * * *', 'Minute: a step of 0 is not in 1–60.', '0'],
  ['0,,5 * * * *', 'Minute: there is a comma too many.', ','],
  ['0 0 * * MON#6', 'Weekday: #6 is not in #1–#5 or #L.', 'MON#6'],
  ['0 9 * * frı', 'No such weekday: FRı. Use 0–7 or SUN–SAT.', 'frı'],
  ['0 9 * * ſun', 'No such weekday: ſUN. Use 0–7 or SUN–SAT.', 'ſun'],
  ['0 9 1 ſep *', 'No such month: ſEP. Use 1–12 or JAN–DEC.', 'ſep'],
  ['0 9x * * *', 'Hour: “9X” cannot be read. Use 0–23, lists, ranges and steps.', '9x'],
  [
    '@fortnightly',
    'No such nickname: @fortnightly. Use @yearly, @monthly, @weekly, @daily or @hourly.',
    '@fortnightly',
  ],
];

describe('a wrong expression', () => {
  it.each(WRONG)('%s names what is wrong, where, and what is allowed', (expression, message, marked) => {
    const parsed = parseExpression(expression);
    const [issue] = parsed.ok ? [] : parsed.issues;
    expect(issue?.message).toBe(message);
    expect(expression.slice(issue?.position?.from, issue?.position?.to)).toBe(marked);
  });

  it.each([
    ['* * * *', 'The expression needs 5 or 6 parts; it has 4.'],
    ['* * * * * * *', 'The expression needs 5 or 6 parts; it has 7.'],
    ['   ', 'The expression needs 5 or 6 parts; it has 0.'],
  ])('%s is refused: it has the wrong number of parts', (expression, message) => {
    expect(parseExpression(expression)).toEqual({ ok: false, issues: [{ message }] });
  });

  it('has one message for each wrong part', () => {
    const parsed = parseExpression('61 24 * * *');
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.message)).toHaveLength(2);
  });
});

const MONTH_NAMES = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

it.each(MONTH_NAMES)('%s is a month, alone, in ranges and in lists', (name) => {
  const number = MONTH_NAMES.indexOf(name) + 1;
  for (const part of [name, name.toLowerCase(), `${name}-${name}`, `${name},${name}`]) {
    const expression = `0 9 1 ${part} *`;
    const parsed = parseExpression(expression);
    expect(parsed.ok && expandField(MONTH, parsed.cron.month)).toEqual([number]);
    expect(new Date(cronPattern(expression).next(0) ?? 0).getUTCMonth() + 1).toBe(number);
  }
});

const item = (values: string[]) =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }).map((list) => list.join(','));
const NUMBERS = [
  '0',
  '1',
  '05',
  '7',
  '12',
  '31',
  '59',
  '60',
  '99',
  '-1',
  '1-5',
  '5-1',
  '0-59/7',
  '*',
  '*/2',
  '*/61',
  '?',
  '5/2',
  '',
];
const field = (...more: string[]) => item([...NUMBERS, ...more]);
const FIELDS = [
  field(),
  field(),
  field('A'),
  field('L', 'LW', '15W', '32W', '1-5W', 'LL', '3L', 'W', 'l', 'L-3', '*W'),
  field('JAN', 'feb', 'ſep', 'ÄPR', 'MAR-MAY', 'MAR-JAN', 'JANX', 'JAN/2', 'NOV-DEC/2', 'JAN-3'),
  field(
    'MON',
    'fri-sun',
    'frı',
    'ſun',
    'SUN-TUE',
    'SAT-MON',
    'MON#2',
    '5#L',
    'FRIL',
    '5L',
    'MON#0',
    'MON#6',
    '#2',
    'L',
    'MON-FRI#1',
    '7',
    '0-7',
    'MON-FRI/2',
    '+MON',
    '+',
    '5-SUN',
    '1-5L',
    '1-5/2#1',
    '*#1',
    '*L',
  ),
];
/** One part may be anything, the others are plain: with all of them random hardly any would be valid. */
const anyExpression = fc
  .tuple(fc.nat(FIELDS.length - 1), fc.tuple(...FIELDS), fc.boolean())
  .map(([chosen, parts, isPlusOr]) =>
    parts
      .map((part, index) => (index === chosen || (isPlusOr && index === chosen + 1) ? part : '*'))
      .join(' '),
  );

describe('the parser and croner', () => {
  it('accept and refuse the same expressions', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyExpression, (expression) => {
        const { ok } = parseExpression(expression);
        accepted += ok ? 1 : 0;
        expect([expression, ok]).toEqual([expression, cronerAccepts(expression)]);
      }),
      { numRuns: 5_000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });

  it('agree on the values: croner finds matches at those that were parsed', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        const parsed = parseExpression(expression);
        if (!parsed.ok || cronPattern(expression).never) return;
        const at = new Date(cronPattern(expression).next(Date.UTC(2026, 0, 1)) ?? 0);
        expect(expandField(MONTH, parsed.cron.month)).toContain(at.getUTCMonth() + 1);
        expect(expandField(HOUR, parsed.cron.hour)).toContain(at.getUTCHours());
        expect(expandField(MINUTE, parsed.cron.minute)).toContain(at.getUTCMinutes());
        expect(expandField(SECOND, parsed.cron.second)).toContain(at.getUTCSeconds());
      }),
    );
  });
});

/** Letters whose upper case is an ASCII letter, and those that look like one. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { i: 'ı', s: 'ſ', k: '\u212A', a: 'а', f: 'ﬁ' };

it('whatever letters an expression has, croner computes runs of all that is accepted', () => {
  const spelled = fc
    .tuple(anyExpression, fc.constantFrom(...Object.keys(LOOK_ALIKES)), fc.boolean())
    .map(([text, letter, isLower]) =>
      (isLower ? text.toLowerCase() : text).replaceAll(letter, LOOK_ALIKES[letter] ?? letter),
    );
  fc.assert(
    fc.property(spelled, (expression) => {
      if (parseExpression(expression).ok) cronPattern(expression).next(0);
    }),
    { numRuns: 2_000 },
  );
});

describe('an expression that never runs', () => {
  it.each([
    '0 0 30 2 *',
    '0 0 31 2,4,6,9,11 *',
    '0 0 31W 6 *',
    '0 0 1 * +MON#2',
    '0 0 29 2 +MON#1',
    '0 0 30-31 FEB ?',
  ])('is recognised: %s', (expression) => {
    expect(cronPattern(expression).never).toBe(true);
    expect(cronPattern(expression).next(0)).toBe(null);
  });

  it.each([
    '0 0 29 2 *',
    '0 0 31 2,3 *',
    '0 0 30 2 MON',
    '0 0 29 2 +MON',
    '0 0 * 2 MON#5',
    '0 0 L 2 *',
    '0 0 1 1 *',
  ])('is not one that runs rarely: %s', (expression) => {
    expect(cronPattern(expression).never).toBe(false);
    expect(cronPattern(expression).next(Date.UTC(2026, 0, 1))).not.toBe(null);
  });
});

it('a nickname is parsed as its expression', () => {
  const parsed = parseExpression(' @Weekly ');
  expect(parsed.ok && parsed.cron.plain).toBe('0 0 0 * * SUN');
  expect(parsed.ok && expandField(DAY, parsed.cron.day)).toHaveLength(31);
});

function cronerAccepts(expression: string): boolean {
  try {
    new Cron(expression, CRONER);
    return true;
  } catch {
    return false;
  }
}
