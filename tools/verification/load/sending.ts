import { withDeadline } from '@punctual/contracts/with-deadline';
import { openLoop } from '../support/measuring/open-loop.ts';
import type { Customer } from './customers.ts';
import { type Ask, askOf } from './mix.ts';

/** Outcome of a request: its status (0 for none), and ms from the instant at which it was planned. */
export interface Sample {
  route: string;
  status: number;
  ms: number;
}

/** A client would have given up by then. */
const PATIENCE_MS = 10_000;

/** The mix at a steady rate, from all customers in turn, each request at its instant whatever became of the others. */
export function sendMix(
  { url, customers }: { url: string; customers: Customer[] },
  perSecond: number,
  seconds: number,
): Promise<Sample[]> {
  return openLoop(perSecond, Math.round(perSecond * seconds), (number, planned) => {
    const customer = customers[number % customers.length] as Customer;
    return send(url, customer, askOf(number, customer), planned);
  });
}

/** @param headers instead of the customer's token */
export async function send(
  url: string,
  customer: Customer,
  { route, method, path, body }: Ask,
  planned: number,
  headers: Record<string, string> = { authorization: `Bearer ${customer.token}` },
): Promise<Sample> {
  const json = body === undefined ? null : JSON.stringify(body);
  const typed: Record<string, string> = json ? { ...headers, 'content-type': 'application/json' } : headers;
  try {
    return await withDeadline(PATIENCE_MS, async (signal) => {
      const response = await fetch(url + path, { method, headers: typed, body: json, signal });
      const text = await response.text();
      if (response.status === 201) customer.jobIds.push((JSON.parse(text) as { id: string }).id);
      return { route, status: response.status, ms: Date.now() - planned };
    });
  } catch {
    return { route, status: 0, ms: Date.now() - planned }; // no answer at all: it counts as a failure
  }
}
