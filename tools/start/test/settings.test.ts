import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireAnswer } from '../src/backing/reachable.ts';
import { checkPorts } from '../src/check-ports.ts';
import { loadSecrets } from '../src/secrets.ts';
import { administratorFor, jwtSecret, readSettings, rememberAdministrator } from '../src/settings.ts';
import { freePort } from '../src/system/free-port.ts';
import { readAddress } from '../src/variables.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'punctual-settings-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const settings = (env: Record<string, string> = {}) => readSettings({ DATA_DIR: dataDir, ...env });
const database = { id: 'embedded', isNew: false };
const administrator = async (env: Record<string, string> = {}, of = database) =>
  administratorFor(settings(env), await loadSecrets(dataDir), of);

describe('the variables of a start', () => {
  it('default to port 3002 and 3001', () => {
    expect(settings()).toMatchObject({
      schedulerPort: 3002,
      watcherPort: 3001,
      publicUrl: 'http://localhost:3002',
    });
  });

  it('let PORT stand for the port of the panel', () => {
    expect(settings({ PORT: '4000' })).toMatchObject({ schedulerPort: 4000, watcherPort: 3001 });
  });

  it.each(['abc', '0', '70000', '30.5'])('refuse the port %s and say what to type', (port) => {
    expect(() => settings({ SCHEDULER_PORT: port })).toThrow(/Type: SCHEDULER_PORT=3012 npm start/);
  });

  it('refuse an address of another kind without showing its password', () => {
    const read = () =>
      readAddress({ MONGODB_URI: 'http://u:secret@host' }, 'MONGODB_URI', ['mongodb'], 'mongodb://host');
    expect(read).toThrow(/MONGODB_URI is "http:\/\/u:…@host".*Type: MONGODB_URI=mongodb:\/\/host npm start/);
  });

  it('refuse a JWT_SECRET under 32 bytes', async () => {
    const secrets = await loadSecrets(dataDir);
    expect(() => jwtSecret({ JWT_SECRET: 'short' }, secrets)).toThrow(/5 bytes and needs 32/);
  });

  it('name the address at which nothing answers', async () => {
    const port = await freePort();
    const asked = requireAnswer('REDIS_URL', `redis://127.0.0.1:${port}`, 6379);
    await expect(asked).rejects.toThrow(`Nothing answers at REDIS_URL=redis://127.0.0.1:${port}`);
  });
});

describe('a taken port', () => {
  it('is said before anything starts, with the command that avoids it', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const checked = checkPorts(
      settings({ SCHEDULER_PORT: String(port), WATCHER_PORT: String(await freePort()) }),
    );
    await expect(checked).rejects.toThrow(
      new RegExp(`Port ${port} is taken.*type: SCHEDULER_PORT=\\d+ npm start`),
    );
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('the secrets', () => {
  it('are generated once, for their owner alone', async () => {
    const first = await loadSecrets(dataDir);
    expect(Buffer.from(first.jwtSecret, 'base64url').length).toBeGreaterThanOrEqual(32);
    expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
    expect(await loadSecrets(dataDir)).toEqual(first);
  });
});

describe('the administrator', () => {
  it('gets a random password that stays the same until it was shown, and is not kept after', async () => {
    const first = await administrator();
    const again = await administrator();
    expect(first).toMatchObject({ email: 'admin@punctual.local', isNew: true });
    expect(again.password).toBe(first.password);
    await rememberAdministrator(settings(), database.id, first);
    expect(await loadSecrets(dataDir)).not.toHaveProperty('pendingPassword');
    expect(await administrator()).toEqual({ email: 'admin@punctual.local', isNew: false });
  });

  it('comes from ADMIN_EMAIL and ADMIN_PASSWORD when they are given', async () => {
    const given = { ADMIN_EMAIL: 'me@example.com', ADMIN_PASSWORD: 'correct horse battery' };
    expect(await administrator(given)).toEqual({
      email: 'me@example.com',
      password: 'correct horse battery',
      isNew: false,
    });
  });

  it('is made anew for another database and for one whose folder is gone', async () => {
    await rememberAdministrator(settings(), database.id, await administrator());
    expect(await administrator({}, { id: 'mongodb://host', isNew: false })).toMatchObject({ isNew: true });
    expect(await administrator({}, { ...database, isNew: true })).toMatchObject({ isNew: true });
  });
});
