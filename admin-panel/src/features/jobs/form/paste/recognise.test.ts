import { describe, expect, test } from 'vitest';
import { emptyValues } from '../job-form-values.ts';
import { KINDS, NOW, ZONE } from '../testing/kinds.ts';
import { readCrontab } from './crontab-line.ts';
import { readCurl } from './curl-command.ts';
import { recognise } from './recognise.ts';
import { shellWords } from './shell-words.ts';

test('a pasted command is split as a shell would split it', () => {
  expect(shellWords(`a 'b c' "d \\"e\\" $f" $'g\\nh' i\\ j'k'`)).toEqual([
    'a',
    'b c',
    'd "e" $f',
    'g\nh',
    'i jk',
  ]);
  expect(shellWords("a \\\n  b ''")).toEqual(['a', 'b', '']);
});

describe('a curl command', () => {
  test.each([
    ['curl https://example.com', { method: 'GET', url: 'https://example.com', headers: [], body: null }],
    ['curl example.com/a', { method: 'GET', url: 'http://example.com/a' }],
    ['$ curl -X DELETE https://example.com/1', { method: 'DELETE' }],
    ['curl -XPUT -d x=1 https://example.com', { method: 'PUT', body: 'x=1' }],
    [
      'curl https://example.com -d a=1 --data-urlencode "b=1 2"',
      {
        method: 'POST',
        body: 'a=1&b=1%202',
        headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      },
    ],
    [
      'curl -G https://example.com?x=1 -d a=1',
      { method: 'GET', url: 'https://example.com?x=1&a=1', body: null },
    ],
    ['curl -I https://example.com', { method: 'HEAD' }],
    ['curl -u ana:geheim https://example.com', { headers: [['Authorization', 'Basic YW5hOmdlaGVpbQ==']] }],
    [
      'curl -sS --compressed -k -m 5 https://example.com',
      { url: 'https://example.com', leftOut: ['--max-time 5'] },
    ],
    [
      `curl 'https://example.com/hook' \\\n  -H 'accept: */*' \\\n  --data-raw '{"text":"it'\\''s"}' -H 'content-type: application/json'`,
      {
        method: 'POST',
        headers: [
          ['accept', '*/*'],
          ['content-type', 'application/json'],
        ],
        body: `{"text":"it's"}`,
      },
    ],
    // As a field of one line keeps it.
    [`curl 'https://example.com/hook' \\  -H 'accept: */*'`, { url: 'https://example.com/hook' }],
  ])('%s', (text, expected) => {
    expect(readCurl(text)).toMatchObject(expected);
  });

  test.each(['https://example.com', 'curl', 'curly https://example.com', 'wget https://example.com', ''])(
    '“%s” is none',
    (text) => {
      expect(readCurl(text)).toBeNull();
    },
  );
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
    expect(found).toMatchObject({ looksLike: 'crontab', onlyTimes: false });
    expect(found?.fill(values)).toMatchObject({
      kind: 'http',
      task: { http: { method: 'GET', url: 'https://example.com/nightly' } },
      mode: 'repeat',
      expression: '30 2 * * *',
    });
  });

  test('takes only the times of a command that a shell would have to run', () => {
    const found = recognise('0 9 1-7 * MON /usr/bin/backup');
    expect(found?.onlyTimes).toBe(true);
    expect(found?.fill(values)).toEqual({ mode: 'cron', expression: '0 9 1-7 * MON' });
  });
});
