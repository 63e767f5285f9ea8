import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startProcess } from '../src/system/processes.ts';

const node = (script: string) =>
  startProcess({ name: 'example', command: process.execPath, args: ['-e', script] });

describe('a managed process', () => {
  it('is stopped by SIGTERM when it listens to it', async () => {
    const child = node(
      'process.on("SIGTERM", () => process.exit(7)); setInterval(() => {}, 1e6); console.log("up")',
    );
    await child.waitForLog(/^up$/);
    expect(await child.stop()).toEqual({ code: 7, signal: null });
    expect(child.isRunning()).toBe(false);
  });

  it('is killed at the deadline when it ignores SIGTERM', async () => {
    const child = node('process.on("SIGTERM", () => {}); setInterval(() => {}, 1e6); console.log("up")');
    await child.waitForLog(/^up$/);
    expect(await child.stop(50)).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('says its last lines when it ends before the line that is waited for', async () => {
    const child = node('console.log("disk is full"); process.exit(3)');
    await expect(child.waitForLog(/listening/)).rejects.toThrow(/exit code 3.*\n.*disk is full/);
  });

  it('whose program does not exist ends with 127 and says so', async () => {
    const child = startProcess({ name: 'ghost', command: '/no/such/program', args: [] });
    expect(await child.exited).toEqual({ code: 127, signal: null });
    expect(child.logs()).toContain('/no/such/program cannot be started');
  });

  it.runIf(existsSync('/bin/sh'))('takes its own children with it', async () => {
    const child = startProcess({
      name: 'parent',
      command: '/bin/sh',
      args: ['-c', 'sleep 1000 & echo child $!; wait'],
    });
    const [, grandchild] = await child.waitForLog(/^child (\d+)$/);
    await child.stop();
    await expect.poll(() => isAlive(Number(grandchild)), { timeout: 10_000 }).toBe(false);
  });
});

describe('what is left over after a hard kill of ours', () => {
  it('is stopped by the guard', async () => {
    const module = new URL('../dist/system/processes.js', import.meta.url);
    const script = `
      import { startProcess } from ${JSON.stringify(module.href)};
      const child = startProcess({ name: 'inner', command: process.execPath, args: ['-e', 'setInterval(() => {}, 1e6); console.log("up")'] });
      await child.waitForLog(/^up$/);
      console.log('inner ' + child.pid);
      setInterval(() => {}, 1e6);`;
    const outer = startProcess({
      name: 'outer',
      command: process.execPath,
      args: ['--input-type=module', '-e', script],
    });
    const [, inner] = await outer.waitForLog(/^inner (\d+)$/);
    outer.kill('SIGKILL');
    await outer.exited;
    await expect.poll(() => isAlive(Number(inner)), { timeout: 10_000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // ESRCH: it has ended
  }
}
