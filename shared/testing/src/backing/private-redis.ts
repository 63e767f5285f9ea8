import { type RunningRedis, startThrowawayRedis } from '@punctual/start/backing/redis';
import { quiet } from './quiet.ts';

/**
 * A Redis that a test may flush, stop or kill: in memory only, on a port of its own.
 * Give the port of one that was stopped to bring it back, empty, at the same address.
 */
export async function startPrivateRedis(options: { port?: number } = {}): Promise<RunningRedis> {
  return startThrowawayRedis(quiet, options.port);
}
