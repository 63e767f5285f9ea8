import type { StackSettings } from './settings.ts';
import { isPortFree } from './system/free-port.ts';
import { SetupError } from './system/setup-error.ts';

/** Before anything is started: both services' ports must be free. */
export async function checkPorts({ schedulerPort, watcherPort }: StackSettings): Promise<void> {
  await checkPort('SCHEDULER_PORT', schedulerPort);
  await checkPort('WATCHER_PORT', watcherPort);
}

async function checkPort(name: string, port: number): Promise<void> {
  if (await isPortFree(port)) return;
  const other = port <= 65_525 ? port + 10 : port - 10;
  throw new SetupError(
    `Port ${port} is taken (by another program). Stop it, or type: ${name}=${other} npm start`,
  );
}
