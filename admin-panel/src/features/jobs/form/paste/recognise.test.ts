import { describe, expect, test } from 'vitest';
import { emptyValues } from '../job-form-values.ts';
import { rowsIn } from '../task/secrets/secret-rows.ts';
import { KINDS, NOW, ZONE } from '../testing/kinds.ts';
import { readCrontab } from './crontab-line.ts';
import { recognise } from './recognise.ts';
import { readShell } from './shell-words.ts';

const wordsIn = (text: string) => readShell(text)?.map((token) => token.text);

test('a pasted command is split as a shell would split it', () => {
  expect(wordsIn(`a 'b c' "d \\"e\\" f" $'g\\nh' i\\ j'k'`)).toEqual(['a', 'b c', 'd "e" f', 'g\nh', 'i jk']);
  expect(wordsIn("a \\\n  b ''")).toEqual(['a', 'b', '']);
  expect(wordsIn('a <b && (c) | d >x 2>&1; e # f')).toEqual([
    'a',
    '<',
    'b',
    '&&',
    '(',
    'c',
    ')',
    '|',
    'd',
    ';',
    'e',
  ]);
  expect(wordsIn('a "b')).toBeUndefined();
});

describe('a line of a crontab', () => {
  test.each([
    ['*/5 * * * * /usr/bin/backup --all', '*/5 * * * *', '/usr/bin/backup --all'],
    ['0  9 * * MON   curl https://example.com', '0 9 * * MON', 'curl https://example.com'],
    ['@daily backup', '@daily', 'backup'],
  ])('%s', (text, expression, command) => {
    expect(readCrontab(text)).toEqual({ expression, command });
  });

  test.each(['0 9 * * MON', '0 0 9 * * MON', '@daily', '61 * * * * backup', 'Monday report', ''])(
    '“%s” is none',
    (text) => {
      expect(readCrontab(text)).toBeNull();
    },
  );
});

describe('the form', () => {
  const values = emptyValues('email', KINDS, ZONE, NOW);

  test('is filled in from a crontab line that calls a URL, times and all', () => {
    const found = recognise('30 2 * * * curl -fsS https://example.com/nightly');
    expect(found).toMatchObject({ looksLike: 'crontab', refused: null });
    expect(found?.fill?.(values)).toMatchObject({
      kind: 'http',
      task: { http: { method: 'GET', url: 'https://example.com/nightly' } },
      mode: 'repeat',
      expression: '30 2 * * *',
    });
  });

  test('takes only the times of a command that a shell would have to run, and says why', () => {
    const found = recognise('0 9 1-7 * MON curl https://example.com/a | mail ana');
    expect(found?.refused).toContain('It needs a shell for “|”');
    expect(found?.fill?.(values)).toEqual({ mode: 'cron', expression: '0 9 1-7 * MON', weeks: 1 });
    expect(recognise('0 9 * * * /usr/bin/backup')?.refused).toContain('it runs no commands');
  });

  test('takes nothing of a call that it cannot make', () => {
    expect(recognise('curl -F file=@x https://example.com')).toMatchObject({ fill: null });
    expect(recognise('https://example.com')).toBeNull();
  });

  test('keeps secrets of a command apart, and names them', () => {
    const found = recognise(
      `curl -u ana:geheim -b sid=s3 -H 'X-Api-Key: k1' https://example.com/a?token=t -d 'a=1&password=p%20w'`,
    );
    expect(found).toMatchObject({
      sealed: ['X-Api-Key', 'Authorization', 'Cookie', 'password'],
      open: 'token',
    });
    const { http } = found?.fill?.(values).task ?? {};
    expect(http?.headers?.split('\n')).toEqual([
      'X-Api-Key: {{ secrets.X_API_KEY }}',
      'Authorization: Basic {{ secrets.AUTHORIZATION }}',
      'Cookie: {{ secrets.COOKIE }}',
      'Content-Type: application/x-www-form-urlencoded',
    ]);
    expect(http?.body).toBe('a=1&password={{ secrets.PASSWORD }}');
    expect(rowsIn(http?.secrets ?? '').map(({ name, value }) => [name, value])).toEqual([
      ['X_API_KEY', 'k1'],
      ['AUTHORIZATION', 'YW5hOmdlaGVpbQ=='],
      ['COOKIE', 'sid=s3'],
      ['PASSWORD', 'p%20w'],
    ]);
  });
});
