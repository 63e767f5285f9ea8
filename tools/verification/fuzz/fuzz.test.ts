import { described } from '@punctual/testing/api/answer-schemas';
import { useApi } from '@punctual/testing/api/api';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { type Plan, plans } from './requests.ts';
import { Sender } from './sender.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Options of `npm run test:fuzz`; absent within all tests. */
    fuzz?: { requests: number; seed: number };
  }
}

const { requests, seed } = inject('fuzz') ?? { requests: 500, seed: 20_310_303 };
const AT_ONCE = 4;
const SHOWN = 10;
const PER_REQUEST_MS = 200;
/** Statuses that random requests may get, and must get now and then: otherwise they are not random enough. */
const MET = [200, 201, 204, 400, 401, 403, 404, 409, 415, 422];

const api = useApi();

/** Describes a request that was answered wrongly, so that it can be sent again. */
const failureOf = (plan: Plan, error: unknown): string =>
  `${error instanceof Error ? error.message : String(error)}\n  ${JSON.stringify(plan).slice(0, 2_000)}`;

test(
  `${requests} random requests (seed ${seed}) are answered in time, within their contract, and never by a 500`,
  async () => {
    const sender = new Sender(api);
    await sender.begin();
    const failures: string[] = [];
    const statuses = new Map<number, number>();
    const planned = fc.sample(plans(described), { numRuns: requests, seed });
    const hand = async () => {
      for (let plan = planned.pop(); plan && failures.length < SHOWN; plan = planned.pop()) {
        try {
          const status = await sender.send(plan);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        } catch (error) {
          failures.push(failureOf(plan, error));
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, hand));
    expect(failures.join('\n\n')).toBe('');
    expect(MET.filter((status) => !statuses.has(status))).toEqual([]);
    expect((await api.nobody.get('/health')).status).toBe(200);
  },
  30_000 + requests * PER_REQUEST_MS,
);
