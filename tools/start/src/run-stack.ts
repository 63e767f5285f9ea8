import { onInterrupt } from './interruption.ts';
import type { Mode } from './services.ts';
import { startStack } from './stack.ts';
import type { ManagedProcess } from './system/processes.ts';
import { formatDuration } from './system/progress.ts';
import { describeError } from './system/setup-error.ts';
import { createTeardown, type Teardown } from './system/teardown.ts';

const LINES_SHOWN = 20;
const log = (line: string) => console.log(line);

/** Runs the whole until Ctrl-C (exit code 0) or until a part of it ends or fails (1). */
export async function runStack(mode: Mode): Promise<number> {
  const teardown = createTeardown();
  const interruption = whenAborted(onInterrupt());
  const running = startStack({ mode, env: process.env, log, teardown });
  const failure = await Promise.race([interruption, running.then(firstToEnd).catch(describeError)]);
  if (failure) console.error(`\n${failure}`);
  await stopAll(teardown);
  return failure ? 1 : 0;
}

async function whenAborted(signal: AbortSignal): Promise<null> {
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  return null;
}

async function firstToEnd(processes: ManagedProcess[]): Promise<string> {
  const endings = processes.map(async (process) => {
    const { code, signal } = await process.exited;
    const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
    return `${process.name} ${how}. Its last lines:\n${process.logs(LINES_SHOWN)}\n`;
  });
  return Promise.race(endings);
}

async function stopAll(teardown: Teardown): Promise<void> {
  const startedAt = performance.now();
  const wasStarted = teardown.size > 1; // the lock comes first; a bad variable needs no word about stopping
  for (const failure of await teardown.run()) console.error(describeError(failure));
  if (wasStarted)
    log(`\nEverything is stopped (${formatDuration(performance.now() - startedAt)}). The data stay.`);
}
