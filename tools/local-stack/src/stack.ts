import { startBackingServices } from './backing-services.ts';
import { checkPorts } from './check-ports.ts';
import { startDevTools } from './dev-tools.ts';
import { loadSecrets } from './secrets.ts';
import { type Mode, serviceVariables, startService, waitUntilReady } from './services.ts';
import { administratorFor, jwtSecret, readSettings, rememberAdministrator } from './settings.ts';
import { lockDataDir } from './stack-lock.ts';
import { builtPanelUrl, startPage } from './start-page.ts';
import type { ManagedProcess } from './system/processes.ts';
import { type Log, step } from './system/progress.ts';
import type { Teardown } from './system/teardown.ts';
import type { Environment } from './variables.ts';

/** Services finish what is in flight before they end (ms). */
const DRAIN_MS = 30_000;

export interface StackOptions {
  mode: Mode;
  env: Environment;
  log: Log;
  /** Where what was started is handed in, so that an interrupted start is stopped as well. */
  teardown: Teardown;
}

/** Brings the whole up, bottom to top; returns the processes that must go on running. */
export async function startStack(options: StackOptions): Promise<ManagedProcess[]> {
  const { mode, env, log, teardown } = options;
  const settings = readSettings(env);
  const lock = await lockDataDir(settings.dataDir);
  teardown.add(lock.release);
  await checkPorts(settings);
  const secrets = await loadSecrets(settings.dataDir);
  const secret = jwtSecret(env, secrets);

  const backing = await startBackingServices({ dataDir: settings.dataDir, env, log });
  teardown.add(backing.stop);
  await lock.add(backing.processes);

  const administrator = await administratorFor(settings, secrets, backing.database);
  const variables = serviceVariables(settings, backing, administrator, secret);
  const scheduler = startService('scheduler-service', mode, settings.dataDir, variables);
  const watcher = startService('watcher-service', mode, settings.dataDir, variables);
  teardown.add(() => Promise.all([watcher.stop(DRAIN_MS), scheduler.stop(DRAIN_MS)]));
  await lock.add([scheduler, watcher]);
  await step(log, 'Starting scheduler-service', () => waitUntilReady(scheduler, settings.schedulerPort));
  await step(log, 'Starting watcher-service', () => waitUntilReady(watcher, settings.watcherPort));

  const tools = mode === 'dev' ? await startDevTools(variables) : { processes: [], panelUrl: null };
  for (const tool of tools.processes) teardown.add(() => tool.stop());
  const panelUrl = tools.panelUrl ?? builtPanelUrl(settings);
  const readyAfterMs = process.uptime() * 1000;
  log(startPage({ settings, backing, administrator, mode, panelUrl, readyAfterMs }));
  await rememberAdministrator(settings, backing.database.id, administrator);
  return [...backing.processes, scheduler, watcher, ...tools.processes];
}
