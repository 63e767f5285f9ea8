import { type Network, parseNetwork } from '@punctual/contracts/tasks/address';
import type { HttpTask } from '@punctual/contracts/tasks/http-task';
import { withDeadline } from '@punctual/contracts/with-deadline';
import type { Outcome } from '@punctual/watcher-service/tasks/executor';
import { HostLimiter } from '@punctual/watcher-service/tasks/http/host-limiter';
import { withHostLimits } from '@punctual/watcher-service/tasks/http/host-limits';
import { type HttpOverrides, httpExecutor } from '@punctual/watcher-service/tasks/http/http';
import type { HttpSettings } from '@punctual/watcher-service/tasks/http/settings';
import { Resources } from '@punctual/watcher-service/tasks/resources';

export const RUN_ID = '65f0c0ffee65f0c0ffee65f0';
const GENEROUS_MS = 10_000;

/** Settings under which loopback may be called on any port, as the operator of a test. */
export const settingsWith = (
  settings: Partial<HttpSettings> = {},
  networks = '127.0.0.0/8',
): HttpSettings => ({
  allowedPorts: [[1, 65_535]],
  networks: {
    allowed: networks
      .split(',')
      .map(parseNetwork)
      .filter((network): network is Network => network !== null),
    denied: [],
  },
  lookupsAtOnce: 3,
  perHost: 10,
  circuitFailures: 1_000,
  circuitCoolingMs: 30_000,
  ...settings,
});

interface CallOptions {
  attempt?: number;
  /** The call is broken off after this, unless a signal of its own does that. */
  ms?: number;
  signal?: AbortSignal;
  ownerId?: string;
}

/** Carries out http tasks as a worker would. */
export function caller(settings = settingsWith(), overrides: HttpOverrides = {}) {
  const { execute: send, close } = httpExecutor(settings, overrides);
  const execute = withHostLimits(send, new HostLimiter(settings));
  const call = (
    url: string,
    task: Partial<HttpTask> = {},
    { attempt = 1, ms = GENEROUS_MS, signal, ownerId = RUN_ID }: CallOptions = {},
  ): Promise<Outcome> =>
    withDeadline(ms, (late) =>
      execute(
        { type: 'http', method: 'GET', expectStatus: '2xx', ...task, url },
        {
          signal: signal ?? late,
          resources: new Resources(),
          idempotencyKey: RUN_ID,
          attempt,
          ownerId,
        },
      ),
    );
  return { call, close };
}
