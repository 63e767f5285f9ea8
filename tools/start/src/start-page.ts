import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BackingServices } from './backing-services.ts';
import type { Mode } from './services.ts';
import type { Administrator, StackSettings } from './settings.ts';
import { ROOT } from './system/paths.ts';
import { formatDuration } from './system/progress.ts';

interface PageFacts {
  settings: StackSettings;
  backing: BackingServices;
  administrator: Administrator;
  /** The password was tried, if there is one to try, and opened the door. */
  passwordTried: boolean;
  mode: Mode;
  panelUrl: string | null;
  /** Milliseconds since the command was typed. */
  readyAfterMs: number;
}

/** The short page of addresses at the end of a start. */
export function startPage(facts: PageFacts): string {
  const { settings, backing, administrator, passwordTried } = facts;
  const local = `http://localhost:${settings.schedulerPort}`;
  const rows: Array<[string, string | undefined]> = [
    ['Panel', facts.panelUrl ?? undefined],
    ['API', `${local}/users/jobs (the README shows how)`],
    ['Watcher', `http://localhost:${settings.watcherPort}/health/ready`],
    ['Caught mail', backing.mailPageUrl],
    ['Data', `${shown(settings.dataDir)} (${backing.database.label})`],
    ['Logs', facts.mode === 'start' ? shown(join(settings.dataDir, 'logs')) : undefined],
    ['Log in as', passwordTried ? administrator.email : 'the administrator that this database has already'],
    ['Password', passwordTried ? passwordLine(facts) : undefined],
  ];
  const lines = rows
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${name.padEnd(13)}${value}`);
  const title = `Punctual is running (ready after ${formatDuration(facts.readyAfterMs)}).`;
  return ['', title, '', ...lines, '', '  Stop it with Ctrl-C.', ''].join('\n');
}

/** Where the panel is: the service serves the built one; nothing if it is not built. */
export function builtPanelUrl(settings: StackSettings): string | null {
  return existsSync(join(ROOT, 'admin-panel', 'dist', 'index.html')) ? `${settings.publicUrl}/` : null;
}

function passwordLine({ administrator, backing }: PageFacts): string {
  const { isNew, password } = administrator;
  if (isNew) return `${password}   (shown this once: keep it)`;
  if (password) return 'the one in ADMIN_PASSWORD';
  const lost = backing.mailPageUrl ? ' (lost? “Forgot your password?” sends a link to the caught mail)' : '';
  return `printed at the first start${lost}`;
}

/** Shortens a folder below the current one. */
function shown(folder: string): string {
  const path = relative(process.cwd(), folder);
  return `${path === '' || path.startsWith('..') ? folder : path}/`;
}
