import { startTracing, stopTracing } from '../telemetry/tracing.ts';
import { ConfigError, processEnvironment } from './config.ts';

export interface RunningService {
  stop(): Promise<void>;
  /** Called by a second signal: what can be ended sooner is. */
  hurry?(): void;
}

/** A process that has not stopped after this long is ended the hard way. */
const STOP_MS = 30_000;

/**
 * Runs a service as this process: starts it (`start` imports what it needs, so that it can be traced), stops it once
 * on SIGTERM or SIGINT, and ends with 0. A start that fails prints a sentence, without a stack where the settings are
 * to blame, and ends with 1.
 */
export async function runService(name: string, start: () => Promise<RunningService>): Promise<void> {
  // Settings are read in `start` as well: their errors are printed like all others.
  const service = await Promise.resolve()
    .then(() => startTracing(name, processEnvironment()))
    .then(start)
    .catch((error: unknown) => {
      process.stderr.write(`${name} could not start. ${explain(error)}\n`);
      process.exit(1);
    });
  let signals = 0;
  const stop = () => {
    signals += 1;
    // A second signal says: now. A third one: at once.
    if (signals === 2 && service.hurry) return service.hurry();
    if (signals > 1) process.exit(1);
    setTimeout(() => process.exit(1), STOP_MS).unref();
    const stopped = service.stop().finally(stopTracing);
    stopped.then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${name} did not stop cleanly. ${explain(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return `The port is taken: ${error.message}. Set another port, or stop what uses it.`;
  if (/ServerSelection|MongoNetwork/.test(error.name))
    return `MongoDB does not answer: ${error.message}. Check MONGODB_URI.`;
  return error.stack ?? error.message;
}
