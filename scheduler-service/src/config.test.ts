import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, type Environment } from '@punctual/engine/platform/config';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from './config.ts';

const SECRET = 'q7Lk1nVZr0c2YxJtW8uEoB4mSgHdPfA6';
const good: Environment = {
  MONGODB_URI: 'mongodb://127.0.0.1:27017/punctual',
  REDIS_URL: 'redis://127.0.0.1:6379',
  JWT_SECRET: SECRET,
};
const config = (more: Environment = {}) => readConfig({ ...good, ...more });

/** Lists what is wrong, a line each. */
function complaints(env: Environment): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n').map((line) => line.trim());
    throw error;
  }
  return [];
}

describe('settings', () => {
  test('need a database, a Redis and a secret; the rest has defaults', () => {
    expect(config()).toMatchObject({
      host: '127.0.0.1',
      port: 3002,
      trustProxy: false,
      minIntervalMs: 1_000,
      taskRules: { recipients: 'any', networks: { allowed: [], denied: [] }, ports: [] },
    });
    expect(config().publicUrl.href).toBe('http://localhost:3002/');
  });

  test('that are wrong are named all at once, each with what to do', () => {
    const lines = complaints({ SCHEDULER_PORT: '70000', PUBLIC_URL: 'jobs.example.com' });
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'These settings are wrong',
      'MONGODB_URI',
      'REDIS_URL',
      'SCHEDULER_PORT',
      'JWT_SECRET',
      'PUBLIC_URL',
    ]);
    expect(lines.at(-2)).toBe('JWT_SECRET: is missing. Make one: openssl rand -base64 32');
  });

  test('left empty count as not given', () => {
    expect(config({ SCHEDULER_PORT: '', PUBLIC_URL: '' }).port).toBe(3002);
    expect(complaints({ ...good, JWT_SECRET: '' })[1]).toMatch(/^JWT_SECRET: is missing/);
  });

  test('may stand in files, whose last line break does not count', () => {
    const folder = mkdtempSync(join(tmpdir(), 'punctual-config-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'secret'), `${SECRET}\n`);
    const { JWT_SECRET: _, ...rest } = good;
    expect(readConfig({ ...rest, JWT_SECRET_FILE: join(folder, 'secret') }).jwtSecrets).toEqual([SECRET]);
  });

  test('in a file that is not there are named with that file', () => {
    expect(complaints({ ...good, JWT_SECRET_FILE: '/no/such/file' })[1]).toMatch(
      /^JWT_SECRET_FILE.{0,2}names \/no\/such\/file, which cannot be read/,
    );
  });
});

describe('the secret', () => {
  test.each([
    ['short', 'secret', /at least 32 bytes/],
    ['one byte short', SECRET.slice(1), /at least 32 bytes/],
    ['of an example', 'please-change-me-please-change-me-1', /looks like an example/],
    ['typed by leaning on a key', 'k'.repeat(40), /fewer than 10 different characters/],
    ['with the word in it', 'my-super-secret-key-of-forty-characters', /looks like an example/],
  ])('is refused if it is %s', (_, secret, why) => {
    expect(complaints({ ...good, JWT_SECRET: secret })[1]).toMatch(why);
  });

  test('is measured in bytes', () => {
    expect(complaints({ ...good, JWT_SECRET: '🔑🐈🌱🎲🧵🪁🍋🚲🔭🎈'.slice(0, 20) })).toEqual([]);
  });
});

describe('the port', () => {
  test('is SCHEDULER_PORT, else PORT', () => {
    expect(config({ PORT: '8080' }).port).toBe(8080);
    expect(config({ PORT: '8080', SCHEDULER_PORT: '8081' }).port).toBe(8081);
  });
});

describe('trusted proxies', () => {
  test.each<[string, number | string[]]>([
    ['1', 1],
    ['10.0.0.1', ['10.0.0.1']],
    ['10.0.0.0/8, fd00::/8,loopback', ['10.0.0.0/8', 'fd00::/8', 'loopback']],
  ])('may be %s', (text, trusted) => {
    expect(config({ TRUST_PROXY: text }).trustProxy).toEqual(trusted);
  });

  test.each(['true', '-1', '1.5', '0.0.0.0/0', '::/0', '10.0.0.0/33', 'proxy.example.com', '10.0.0.1,'])(
    'may not be %s: nobody else may say who asks',
    (text) => {
      expect(complaints({ ...good, TRUST_PROXY: text })[1]).toMatch(/^TRUST_PROXY: must be the number/);
    },
  );
});

describe('whom jobs may write to', () => {
  test.each<[string, string | string[]]>([
    ['any', 'any'],
    ['Own', 'own'],
    ['example.com', ['example.com']],
    ['Example.com, mail.example.org', ['example.com', 'mail.example.org']],
  ])('may be %s', (text, recipients) => {
    expect(config({ RECIPIENTS: text }).taskRules.recipients).toEqual(recipients);
  });

  test.each(['nobody', 'own,example.com', '@example.com', 'ana@example.com', 'example.com,'])(
    'may not be %j: it must be any, own, or domains',
    (text) => {
      expect(complaints({ ...good, RECIPIENTS: text })[1]).toMatch(
        /^RECIPIENTS: must be any, own, or domains/,
      );
    },
  );
});

describe('the first administrator', () => {
  test.each(['password1', 'Administrator', '1234567890'])(
    'may not have the common password %s',
    (password) => {
      expect(complaints({ ...good, ADMIN_PASSWORD: password })[1]).toMatch(
        /^ADMIN_PASSWORD: is one that many/,
      );
    },
  );
});

describe('the verification of addresses', () => {
  test('is off, unless told', () => {
    expect(config().verificationRequired).toBe(false);
  });

  test('takes a mail server', () => {
    const required = { EMAIL_VERIFICATION: 'required' };
    expect(complaints({ ...good, ...required })[0]).toMatch(/^SMTP_URL is missing/);
    expect(config({ ...required, SMTP_URL: 'smtp://127.0.0.1:1025' }).verificationRequired).toBe(true);
  });
});

describe('the operators whom the watchdog tells', () => {
  test('are addresses and webhooks', () => {
    const ALERT_TO = 'ops@example.com, https://hooks.example.com/a';
    expect(config({ ALERT_TO, SMTP_URL: 'smtp://127.0.0.1:1025' }).alertTo).toEqual({
      emails: ['ops@example.com'],
      webhooks: ['https://hooks.example.com/a'],
    });
    expect(config().alertTo).toEqual({ emails: [], webhooks: [] });
  });

  test.each(['ops', 'ftp://example.com', 'ops@example.com;it@example.com', 'https://'])(
    'are not “%s”',
    (ALERT_TO) => expect(complaints({ ...good, ALERT_TO })[1]).toMatch(/^ALERT_TO: must be addresses/),
  );

  test('with an address take a mail server', () => {
    expect(complaints({ ...good, ALERT_TO: 'ops@example.com' })[0]).toMatch(/^SMTP_URL is missing/);
    expect(config({ ALERT_TO: 'https://hooks.example.com/a' }).alertTo.webhooks).toHaveLength(1);
  });
});
