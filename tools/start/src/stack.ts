import { startBackingServices } from './backing-services.ts';
import { checkPorts } from './check-ports.ts';
import { type DevTools, startDevTools } from './dev-tools.ts';
import { passwordIsRight } from './first-login.ts';
import { loadSecrets } from './secrets.ts';
import {
  type Mode,
  type ServiceProcess,
  serviceVariables,
  startService,
  waitUntilReady,
} from './services.ts';
import {
  administratorFor,
  jwtSecret,
  readSettings,
  rememberAdministrator,
  type StackSettings,
  secretsKey,
} from './settings.ts';
import { lockDataDir } from './stack-lock.ts';
import { builtPanelUrl, startPage } from './start-page.ts';
import type { ManagedProcess } from './system/processes.ts';
import { type Log, step } from './system/progress.ts';
import type { Teardown } from './system/teardown.ts';
import type { Environment } from './variables.ts';

/** Services finish what is in flight before they end, and end themselves after 30 s (ms). */
const DRAIN_MS = 35_000;

export interface StackOptions {
  mode: Mode;
  env: Environment;
  log: Log;
  /** Where what was started is handed in, so that an interrupted start is stopped as well. */
  teardown: Teardown;
}

/** Brings the whole up, bottom to top; returns the processes that must go on running. */
export async function startStack({ mode, env, log, teardown }: StackOptions): Promise<ManagedProcess[]> {
  const settings = readSettings(env);
  const lock = await lockDataDir(settings.dataDir);
  teardown.add(lock.release);
  await checkPorts(settings);
  const secrets = await loadSecrets(settings.dataDir);
  const inUse = { jwtSecret: jwtSecret(env, secrets), secretsKey: secretsKey(env, secrets) };

  const backing = await startBackingServices({ dataDir: settings.dataDir, env, log });
  teardown.add(backing.stop);
  await lock.add(backing.processes);
  const administrator = await administratorFor(settings, secrets, backing.database);
  const variables = serviceVariables(settings, backing, administrator, inUse);

  const services = startServices(mode, settings, variables);
  teardown.add(() => Promise.all(services.map((service) => service.stop(DRAIN_MS))));
  await lock.add(services);
  for (const service of services) await step(log, `Starting ${service.name}`, () => waitUntilReady(service));
  const local = `http://localhost:${settings.schedulerPort}`;
  const tools = await startTools(mode, { ...variables, PUNCTUAL_API: local });
  teardown.add(tools.stop);

  const passwordTried = await passwordIsRight(local, administrator);
  const panelUrl = tools.panelUrl ?? builtPanelUrl(settings);
  const readyAfterMs = process.uptime() * 1000;
  log(startPage({ settings, backing, administrator, passwordTried, mode, panelUrl, readyAfterMs }));
  if (passwordTried) await rememberAdministrator(settings, backing.database.id, administrator);
  return [...backing.processes, ...services, ...tools.processes];
}

function startServices(mode: Mode, settings: StackSettings, env: NodeJS.ProcessEnv): ServiceProcess[] {
  const { dataDir, schedulerPort, watcherPort } = settings;
  return [
    startService({ name: 'scheduler-service', port: schedulerPort, mode, dataDir, env }),
    startService({ name: 'watcher-service', port: watcherPort, mode, dataDir, env }),
  ];
}

async function startTools(mode: Mode, env: NodeJS.ProcessEnv): Promise<DevTools> {
  return mode === 'dev' ? startDevTools(env) : { processes: [], panelUrl: null, stop: async () => {} };
}
