import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withDeadline } from '@punctual/contracts/with-deadline';
import type { BackingServices } from './backing-services.ts';
import { openLogFile } from './log-file.ts';
import type { Administrator, StackSettings } from './settings.ts';
import { builtEntry, ROOT, SERVICE_FLAGS } from './system/paths.ts';
import { type ManagedProcess, startProcess } from './system/processes.ts';
import { SetupError } from './system/setup-error.ts';

type ServiceName = 'scheduler-service' | 'watcher-service';
export type Mode = 'start' | 'dev';

const READY_DEADLINE_MS = 45_000;
const POLL_MS = 100;
const ASK_DEADLINE_MS = 2_000;
const LINES_SHOWN = 20;
const PANEL = join(ROOT, 'admin-panel', 'dist');

/** The variables of both services: what the user gave, completed by what we brought up. */
export function serviceVariables(
  settings: StackSettings,
  backing: BackingServices,
  administrator: Administrator,
  secrets: { jwtSecret: string; secretsKey: string },
): NodeJS.ProcessEnv {
  const { env } = settings;
  const own = {
    SCHEDULER_PORT: String(settings.schedulerPort),
    WATCHER_PORT: String(settings.watcherPort),
    MONGODB_URI: backing.mongodbUri,
    REDIS_URL: backing.redisUrl,
    SMTP_URL: backing.smtpUrl,
    JWT_SECRET: secrets.jwtSecret,
    SECRETS_KEY: secrets.secretsKey,
    DATA_DIR: settings.dataDir,
    PUBLIC_URL: settings.publicUrl,
    LOG_FORMAT: env.LOG_FORMAT ?? 'pretty',
    UV_THREADPOOL_SIZE: env.UV_THREADPOOL_SIZE ?? '16',
    PANEL_DIR: env.PANEL_DIR ?? (existsSync(PANEL) ? PANEL : undefined),
    ADMIN_EMAIL: administrator.password && administrator.email,
    ADMIN_PASSWORD: administrator.password,
  };
  // PORT would give both services one port; the NAME_FILE forms of what we pass on were read already.
  const replaced = ['PORT', ...Object.keys(own).map((name) => `${name}_FILE`)];
  return { ...env, ...Object.fromEntries(replaced.map((name) => [name, undefined])), ...own };
}

export interface ServiceOptions {
  name: ServiceName;
  port: number;
  mode: Mode;
  dataDir: string;
  env: NodeJS.ProcessEnv;
}

export interface ServiceProcess extends ManagedProcess {
  port: number;
}

/** Starts a service; its output goes to a file under the data folder, with reload to the terminal. */
export function startService({ name, port, mode, dataDir, env }: ServiceOptions): ServiceProcess {
  const entry = builtEntry(name);
  if (!existsSync(entry)) throw new SetupError(`${name} is not built. Type: npm run build`);
  const reload = mode === 'dev';
  const args = reload ? ['--watch', '--watch-preserve-output'] : [];
  const onLine = reload ? prefixed(name) : openLogFile(join(dataDir, 'logs', `${name}.log`));
  const options = { name, command: process.execPath, env, cwd: ROOT, onLine, forwardsSignals: reload };
  return { ...startProcess({ ...options, args: [...args, ...SERVICE_FLAGS[name], entry] }), port };
}

/** Waits until the service says that it is ready; otherwise says which part is not, and why. */
export async function waitUntilReady(service: ServiceProcess): Promise<void> {
  const deadline = performance.now() + READY_DEADLINE_MS;
  let answer = 'it does not answer';
  while (performance.now() < deadline && service.isRunning()) {
    const state = await askReadiness(service.port);
    if (state.ready) return;
    answer = state.detail;
    await pause(POLL_MS);
  }
  const why = service.isRunning()
    ? `is not ready after ${READY_DEADLINE_MS / 1000} s: ${answer}`
    : 'has ended';
  throw new SetupError(`${service.name} ${why}. Its last lines:\n${service.logs(LINES_SHOWN)}`);
}

async function askReadiness(port: number): Promise<{ ready: boolean; detail: string }> {
  try {
    return await withDeadline(ASK_DEADLINE_MS, async (signal) => {
      const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal });
      return { ready: response.ok, detail: (await response.text()).slice(0, 500) };
    });
  } catch (error) {
    return { ready: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Writes a process's lines to the terminal under its name. */
export function prefixed(name: string): (line: string) => void {
  const prefix = name.replace('-service', '').padEnd(9);
  return (line) => console.log(`${prefix} | ${line}`);
}
