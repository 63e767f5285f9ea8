import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, commonSettings, count, port, readSettings } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'punctual-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const aFile = (content: string) => {
  const file = join(folder, `secret-${content.length}`);
  writeFileSync(file, content);
  return file;
};
const ADDRESSES = { MONGODB_URI: 'mongodb://db/punctual', REDIS_URL: 'redis://cache' };
const messageOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('The settings were accepted.');
};

describe('reading settings', () => {
  it('takes what is given, and defaults for the rest', () => {
    expect(readSettings(commonSettings, { ...ADDRESSES, MONGODB_POOL_SIZE: '7' })).toEqual({
      ...ADDRESSES,
      MONGODB_POOL_SIZE: 7,
      LOG_LEVEL: 'info',
      LOG_FORMAT: 'json',
      RUN_RETENTION_DAYS: 90,
      AUDIT_RETENTION_DAYS: 365,
      HOST: '127.0.0.1',
      HTTP_KEEP_ALIVE_MS: 65_000,
    });
  });

  it('takes an empty value as not given', () => {
    expect(readSettings({ PORT: port(3000) }, { PORT: '' })).toEqual({ PORT: 3000 });
  });

  it('ignores what it does not know', () => {
    expect(readSettings({ PORT: port(3000) }, { PATH: '/bin' })).toEqual({ PORT: 3000 });
  });

  it('names everything that is wrong at once, and what is allowed', () => {
    const env = { MONGODB_URI: 'postgres://db', MONGODB_POOL_SIZE: 'many', LOG_LEVEL: 'loud' };
    const message = messageOf(() => readSettings(commonSettings, env));
    expect(message).toMatch(/MONGODB_URI: must begin with mongodb:/);
    expect(message).toMatch(/MONGODB_POOL_SIZE: .*whole number from 1 to 1000/);
    expect(message).toMatch(/REDIS_URL: is missing\. Example: redis:/);
    expect(message).toMatch(/LOG_LEVEL: .*"info"/);
  });

  it.each([
    'mongodb://db',
    'mongodb://db:27017/',
    'mongodb://user:hunter2@a,b:27018/?replicaSet=rs0',
    'mongodb://db?replicaSet=rs0',
    'mongodb+srv://db.example.com',
  ])('refuses the address of a MongoDB that names no database, and says what to type: %s', (MONGODB_URI) => {
    const message = messageOf(() => readSettings(commonSettings, { ...ADDRESSES, MONGODB_URI }));
    expect(message).toContain(
      'MONGODB_URI: names no database. Add its name after the hosts: mongodb://127.0.0.1:27017/punctual',
    );
    expect(message).not.toContain('hunter2');
  });

  it.each(['mongodb://user:p%2Fw@a,b:27018/punctual?replicaSet=rs0', 'mongodb+srv://db.example.com/p'])(
    'takes one that does: %s',
    (MONGODB_URI) =>
      expect(readSettings(commonSettings, { ...ADDRESSES, MONGODB_URI })).toMatchObject({ MONGODB_URI }),
  );

  it('never repeats a value, which may be a secret', () => {
    const env = { ...ADDRESSES, MONGODB_URI: 'hunter2' };
    expect(messageOf(() => readSettings(commonSettings, env))).not.toContain('hunter2');
  });

  it.each(['-1', '65536', '80.5', 'http'])('refuses the port %s', (value) => {
    expect(messageOf(() => readSettings({ PORT: port(1) }, { PORT: value }))).toContain(
      'PORT: must be a whole number from 0 to 65535.',
    );
  });

  it.each(['0', '11', '2.5', 'x'])('refuses a number that is not whole or out of bounds: %s', (value) => {
    expect(() => readSettings({ N: count(5, 1, 10) }, { N: value })).toThrow(ConfigError);
  });
});

describe('a setting in a file', () => {
  it('is read from the file that NAME_FILE names, without the line end', () => {
    const env = { REDIS_URL: ADDRESSES.REDIS_URL, MONGODB_URI_FILE: aFile('mongodb://secret/db\n') };
    expect(readSettings(commonSettings, env).MONGODB_URI).toBe('mongodb://secret/db');
  });

  it('wins over the variable', () => {
    const env = { ...ADDRESSES, REDIS_URL_FILE: aFile('redis://from-file') };
    expect(readSettings(commonSettings, env).REDIS_URL).toBe('redis://from-file');
  });

  it('counts as not given when the file is empty', () => {
    expect(
      messageOf(() => readSettings(commonSettings, { ...ADDRESSES, REDIS_URL_FILE: aFile(' ') })),
    ).toMatch(/REDIS_URL: is missing/);
  });

  it('that cannot be read is named together with everything else that is wrong', () => {
    const env = { MONGODB_URI_FILE: join(folder, 'nowhere'), REDIS_URL: 'http://cache' };
    const message = messageOf(() => readSettings(commonSettings, env));
    expect(message).toMatch(/MONGODB_URI_FILE: names .*nowhere, which cannot be read/);
    expect(message).toMatch(/REDIS_URL: must begin with/);
    expect(message).not.toMatch(/MONGODB_URI: is missing/);
  });
});
