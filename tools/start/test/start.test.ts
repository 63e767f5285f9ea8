import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../src/system/free-port.ts';
import { ROOT } from '../src/system/paths.ts';
import { type ManagedProcess, startProcess } from '../src/system/processes.ts';

const ENTRY = join(ROOT, 'tools/start/dist/main.js');
const READY = { deadlineMs: 60_000 };
const SLOW = 90_000;
const PASSWORD = /Password\s+(\S+)\s+\(shown this once/;

let env: NodeJS.ProcessEnv;
let base: string;

const started: ManagedProcess[] = [];

function start(): ManagedProcess {
  const stack = startProcess({ name: 'npm start', command: process.execPath, args: [ENTRY, 'start'], env });
  started.push(stack);
  return stack;
}

const logIn = (password: string) =>
  fetch(`${base}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@punctual.local', password }),
  });

beforeAll(async () => {
  const { MONGODB_URI: _database, npm_lifecycle_event: _npm, ...inherited } = process.env;
  const [scheduler, watcher] = [await freePort(), await freePort()];
  const dataDir = await mkdtemp(join(tmpdir(), 'punctual-start-'));
  base = `http://localhost:${scheduler}`;
  env = { ...inherited, DATA_DIR: dataDir, SCHEDULER_PORT: String(scheduler), WATCHER_PORT: String(watcher) };
});
afterEach(() => Promise.all(started.splice(0).map((stack) => stack.stop(SLOW))), SLOW);
afterAll(() => rm(env.DATA_DIR ?? '', { recursive: true, force: true }));

describe('npm start', () => {
  let password = '';

  it('brings everything up and shows a password that opens the door, once', { timeout: SLOW }, async () => {
    const stack = start();
    const [, shown = ''] = await stack.waitForLog(PASSWORD, READY);
    password = shown;
    expect((await logIn(password)).status).toBe(200);
    expect((await fetch(`${base}/health/ready`)).status).toBe(200);
    expect(await stack.stop(SLOW)).toEqual({ code: 0, signal: null });
  });

  it('keeps accounts and password in its data folder for the next start', { timeout: SLOW }, async () => {
    const stack = start();
    await stack.waitForLog(/Stop it with Ctrl-C/, READY);
    expect(stack.logs()).toContain('printed at the first start (lost? “Forgot your password?”');
    expect(stack.logs()).toContain(`${env.DATA_DIR}/logs/`);
    expect(stack.logs()).not.toContain(password);
    expect((await logIn(password)).status).toBe(200);
  });

  it('refuses a second start on the same data in one sentence', { timeout: SLOW }, async () => {
    const first = start();
    await first.waitForLog(/Stop it with Ctrl-C/, READY);
    const second = start();
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.logs().trim()).toMatch(/^Punctual is already running .* or type: kill \d+$/);
  });

  it('stops the rest and ends with 1 when a part of it dies', { timeout: SLOW }, async () => {
    const stack = start();
    await stack.waitForLog(/Stop it with Ctrl-C/, READY);
    process.kill(await childNamed('watcher-service'), 'SIGKILL');
    expect(await stack.exited).toEqual({ code: 1, signal: null });
    expect(stack.logs()).toContain('watcher-service was ended by SIGKILL');
    await expect(fetch(`${base}/health`)).rejects.toThrow();
  });
});

async function childNamed(name: string): Promise<number> {
  const lock = JSON.parse(await readFile(join(env.DATA_DIR ?? '', 'stack.json'), 'utf8')) as {
    children: Array<{ name: string; pid: number }>;
  };
  return lock.children.find((child) => child.name === name)?.pid ?? Number.NaN;
}
