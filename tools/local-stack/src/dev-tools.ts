import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prefixed } from './services.ts';
import { ROOT } from './system/paths.ts';
import { type ManagedProcess, startProcess } from './system/processes.ts';

const PANEL = join(ROOT, 'admin-panel');
const VITE_URL = /Local:\s+(http:\/\/\S+)/;

export interface DevTools {
  processes: ManagedProcess[];
  panelUrl: string | null;
}

/** The compiler in watch mode (it writes what `node --watch` then reloads) and Vite for the panel. */
export async function startDevTools(env: NodeJS.ProcessEnv): Promise<DevTools> {
  const tsc = join(ROOT, 'node_modules', '.bin', 'tsc');
  const compiler = run('tsc', tsc, ['-b', '--watch', '--preserveWatchOutput'], ROOT, env);
  if (!existsSync(join(PANEL, 'src', 'main.tsx'))) return { processes: [compiler], panelUrl: null };
  const vite = run('panel', join(PANEL, 'node_modules', '.bin', 'vite'), [], PANEL, env);
  const [, panelUrl] = await vite.waitForLog(VITE_URL, { deadlineMs: 30_000 });
  return { processes: [compiler, vite], panelUrl: panelUrl ?? null };
}

function run(
  name: string,
  command: string,
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): ManagedProcess {
  // No colours: Vite would put them into the middle of the address that is looked for.
  return startProcess({ name, command, args, cwd, env: { ...env, NO_COLOR: '1' }, onLine: prefixed(name) });
}
