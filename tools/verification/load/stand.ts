import type { Bench, Say } from '../support/measuring/bench.ts';
import type { Site } from '../support/measuring/site.ts';
import { type Customer, openCustomers } from './customers.ts';
import { LIMIT_SETTINGS } from './limits.ts';
import { askOf } from './mix.ts';
import { send } from './sending.ts';

/** A scheduler-service of its own with customers, on an empty database, with the limits that it has by default. */
export interface Stand {
  url: string;
  customers: Customer[];
  say: Say;
  close(): Promise<void>;
}

/**
 * Number of customers: enough that their own limits do not get in the way of the rates that are sent; and prime,
 * so
 * that each of them comes to send every kind of request in turn.
 */
const CUSTOMERS = 41;

export async function openStand(bench: Bench): Promise<Stand> {
  const site: Site = await bench.openSite();
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= site.close();
    return closing;
  };
  // Also when somebody ends it half way.
  bench.atEnd(close);
  try {
    const { url } = await site.startScheduler(LIMIT_SETTINGS);
    const customers = await openCustomers(site, CUSTOMERS);
    await warmUp(url, customers);
    return { url, customers, say: bench.say, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The first requests of a process open its connections and compile its code: they say nothing of a rate. */
async function warmUp(url: string, customers: Customer[]): Promise<void> {
  for (const [number, customer] of customers.entries())
    await send(url, customer, askOf(number, customer), Date.now());
}
