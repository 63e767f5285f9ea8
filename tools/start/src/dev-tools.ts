import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { recompileOnChange } from './recompile.ts';
import { prefixed } from './services.ts';
import { ROOT } from './system/paths.ts';
import { type ManagedProcess, startProcess } from './system/processes.ts';

const PANEL = join(ROOT, 'admin-panel');
const VITE_URL = /Local:\s+(http:\/\/\S+)/;
const VITE_DEADLINE_MS = 30_000;

export interface DevTools {
  processes: ManagedProcess[];
  panelUrl: string | null;
  stop(): Promise<void>;
}

/**
 * Starts the tools of `npm run dev`: compiling on change (`node --watch` reloads the services), Vite for the
 * panel.
 */
export async function startDevTools(env: NodeJS.ProcessEnv): Promise<DevTools> {
  const stopCompiling = recompileOnChange(prefixed('tsc'));
  if (!existsSync(join(PANEL, 'src', 'main.tsx'))) {
    return { processes: [], panelUrl: null, stop: stopCompiling };
  }
  const vite = startVite(env);
  const [, panelUrl] = await vite.waitForLog(VITE_URL, { deadlineMs: VITE_DEADLINE_MS });
  const stop = async () => {
    await vite.stop();
    await stopCompiling();
  };
  return { processes: [vite], panelUrl: panelUrl ?? null, stop };
}

function startVite(env: NodeJS.ProcessEnv): ManagedProcess {
  return startProcess({
    name: 'panel',
    command: join(PANEL, 'node_modules', '.bin', 'vite'),
    args: [],
    cwd: PANEL,
    // Colours would stand in the middle of the address that is looked for.
    env: { ...env, NO_COLOR: '1' },
    onLine: prefixed('panel'),
  });
}
