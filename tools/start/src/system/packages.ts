import { aptInstall, canUseApt } from './apt.ts';
import { findTool } from './find-tool.ts';
import { type Log, step } from './progress.ts';
import { SetupError } from './setup-error.ts';

/** A program that the product or its tests need and npm cannot bring. */
export interface Tool {
  label: string;
  /** Names it goes by, the best first. */
  names: readonly string[];
  /** The Debian packages that bring it. */
  apt: readonly string[];
  /** Said when it is missing and cannot be installed: the ways to get it. */
  howToGet: string;
}

export const REDIS: Tool = {
  label: 'Redis',
  names: ['redis-server', 'valkey-server'],
  apt: ['redis-server'],
  howToGet:
    'There are three ways to get it: point to one that runs with REDIS_URL=redis://host:6379 npm start; ' +
    'or install it, for instance with: sudo apt-get install redis-server (macOS: brew install redis); ' +
    'or start one in a container: docker run -d -p 6379:6379 redis --maxmemory-policy noeviction, ' +
    'then REDIS_URL=redis://127.0.0.1:6379 npm start',
};

/** For the tests of the whole in a real browser. A font, because Debian's Chromium brings none. */
export const CHROMIUM: Tool = {
  label: 'Chromium',
  names: ['chromium', 'chromium-browser', 'google-chrome'],
  apt: ['chromium', 'fonts-liberation'],
  howToGet: 'Install it, for instance with: sudo apt-get install chromium',
};

/** The path of the program, installed by the system's package manager if it is missing and that is possible. */
export async function ensureTool(tool: Tool, log: Log): Promise<string> {
  const found = findTool(tool.names);
  if (found) return found;
  if (!canUseApt()) throw new SetupError(`${tool.label} is not installed. ${tool.howToGet}`);
  log(`${tool.label} is not installed: apt installs it (less than a minute)`);
  await step(log, `Installing ${tool.label} with apt`, () => aptInstall(tool.apt)).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(`${tool.label} could not be installed. ${reason}\n${tool.howToGet}`);
  });
  const installed = findTool(tool.names);
  if (!installed)
    throw new SetupError(`${tool.label} was installed but is not on the PATH. ${tool.howToGet}`);
  return installed;
}
