import { Counter, Gauge, type Registry } from 'prom-client';
import type { Dispatcher } from './dispatcher.ts';

/** Observes the depth of the queues, which is read for each scrape, and the batches that they did not take. */
export function observeQueues(registry: Registry, dispatcher: Dispatcher): void {
  const registers = [registry];
  const waiting = new Gauge({
    name: 'punctual_queue_waiting',
    help: 'Entries that wait in a queue.',
    labelNames: ['type'],
    registers,
  });
  const oldest = new Gauge({
    name: 'punctual_queue_oldest_seconds',
    help: 'How long the oldest entry has waited in a queue.',
    labelNames: ['type'],
    registers,
    async collect() {
      // Away: no figure is better than an old one.
      waiting.reset();
      oldest.reset();
      const depths = await dispatcher.depths().catch(() => []);
      for (const { type, entries, ageMs } of depths) {
        waiting.set({ type }, entries);
        oldest.set({ type }, ageMs / 1_000);
      }
    },
  });
  new Counter({
    name: 'punctual_enqueue_failures_total',
    help: 'Batches of runs that a queue did not take; the sweep sends them again.',
    registers,
    collect() {
      this.reset();
      this.inc(dispatcher.failures);
    },
  });
}
