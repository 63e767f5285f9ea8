import type { Customer } from '../customers.ts';
import { LIMITS } from '../limits.ts';
import type { Ask } from '../mix.ts';
import { isLimited, isSuccess, routesTable } from '../report.ts';
import { type Sample, send } from '../sending.ts';
import type { Stand } from '../stand.ts';
import { atLeast, none, some, type Verdict } from '../verdict.ts';
import type { Suite } from './suite.ts';

const AT_ONCE = 20;
/** A window of two buckets takes the one before for evenly filled: a little more or less comes through. */
const TOLERANCE = 0.05;

const LIST: Ask = { route: 'list', method: 'GET', path: '/users/jobs?limit=1' };
const NO_TOKEN: Ask = { route: 'without credentials', method: 'GET', path: '/users/jobs' };
const HEALTH: Ask = { route: 'health', method: 'GET', path: '/health' };

export const rateLimits: Suite = {
  name: 'rate-limits',
  title: 'each limit holds, and is nobody else’s',
  async run(stand) {
    const [busy, other] = stand.customers as [Customer, Customer];
    const own = await flood(stand, busy, LIST, LIMITS.user * 1.2);
    const others = await flood(stand, other, LIST, 20);
    const strangers = await flood(stand, busy, NO_TOKEN, LIMITS.address * 1.5, {});
    const healthy = await flood(stand, busy, HEALTH, 200, {});
    const all = [...own, ...others, ...strangers, ...healthy];
    stand.say(`\n${routesTable(all)}\n`);
    return [
      ...limitHolds('one user', own, LIMITS.user, isSuccess),
      atLeast('another user meanwhile: success', share(others, isSuccess), 0.99),
      ...limitHolds(
        'one address without credentials',
        strangers,
        LIMITS.address,
        ({ status }) => status === 401,
      ),
      none('health refused', healthy.filter((sample) => !isSuccess(sample)).length),
      none('5xx, or no answer', all.filter(({ status }) => status === 0 || status >= 500).length),
    ];
  },
};

const share = (samples: Sample[], isSo: (sample: Sample) => boolean): number =>
  samples.filter(isSo).length / samples.length;

/** Checks that as many requests as the limit says got through, and that the others were refused by it. */
function limitHolds(
  whose: string,
  samples: Sample[],
  limit: number,
  isThrough: (sample: Sample) => boolean,
): Verdict[] {
  const through = samples.filter(isThrough).length;
  const figure = `${through} of ${samples.length}`;
  const isMet = Math.abs(through - limit) <= limit * TOLERANCE;
  return [
    { what: `${whose}: let through`, target: `${limit} ± ${TOLERANCE * 100} %`, figure, isMet },
    some(`${whose}: 429`, samples.filter(isLimited).length),
  ];
}

/** As fast as a few connections go. */
async function flood(
  { url }: Stand,
  customer: Customer,
  ask: Ask,
  count: number,
  headers?: Record<string, string>,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  let left = Math.round(count);
  const hand = async () => {
    while (left-- > 0) samples.push(await send(url, customer, ask, Date.now(), headers));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  return samples;
}
