import { setTimeout as pause } from 'node:timers/promises';

/**
 * Sends at planned instants, whatever became of the requests before: `send` is told the instant (ms since
 * 1970) at which it should have been called, from which a wait in between counts too.
 */
export async function openLoop<T>(
  perSecond: number,
  count: number,
  send: (number: number, planned: number) => Promise<T>,
): Promise<T[]> {
  const first = Date.now() + 100;
  const sent: Promise<T>[] = [];
  for (let number = 0; number < count; number += 1) {
    const planned = first + (number * 1_000) / perSecond;
    const early = planned - Date.now();
    if (early > 0) await pause(early);
    sent.push(send(number, planned));
  }
  return Promise.all(sent);
}
