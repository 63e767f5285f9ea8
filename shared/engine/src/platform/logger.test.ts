import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

const CANARY = 'canary-0123456789';

/** The line that is written of these facts. */
function lineOf(facts: object, message = 'It happened'): string {
  const lines: string[] = [];
  const logger = createLogger(
    'test',
    { level: 'info', format: 'json' },
    { write: (line) => lines.push(line) },
  );
  logger.info(facts, message);
  return lines.join('');
}

const NAMES = [
  'password',
  'passwordHash',
  'current',
  'next',
  'token',
  'accessToken',
  'refreshToken',
  'metricsToken',
  'authorization',
  'cookie',
  'set-cookie',
  'key',
  'apiKey',
  'x-api-key',
  'secret',
  'jwtSecrets',
  'secrets',
  'secretsKeys',
];

test.each(NAMES)('what is called %s is not written, however deep it lies', (name) => {
  const secret = { [name]: CANARY };
  const line = lineOf({ ...secret, headers: secret, request: { headers: secret } });
  expect(line.match(/\[removed\]/g)).toHaveLength(3);
  expect(line).not.toContain(CANARY);
});

test('who logs in where is not written, where an error names an address', () => {
  const err = new Error(`connect mongodb://ana:${CANARY}@db.example.com/punctual failed`);
  const line = lineOf({ err });
  expect(line).toContain('db.example.com');
  expect(line).not.toContain(CANARY);
});

test('all else is written', () => {
  expect(JSON.parse(lineOf({ runId: '42' }))).toMatchObject({
    service: 'test',
    level: 'info',
    runId: '42',
    msg: 'It happened',
  });
});

test('what holds a line break is one line all the same', () => {
  expect(lineOf({ name: 'one\n{"level":"fatal"}' }).trim().split('\n')).toHaveLength(1);
});
