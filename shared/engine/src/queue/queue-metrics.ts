import { Counter, Gauge, type Registry } from 'prom-client';
import type { Dispatcher } from './dispatcher.ts';
import type { QueueDepth } from './kind-queue.ts';

/** Observes the depth of the queues, which is read for each scrape, and the batches that they did not take. */
export function observeQueues(registry: Registry, dispatcher: Dispatcher): void {
  const registers = [registry];
  let reading: Promise<QueueDepth[]> | null = null;
  /** Reads once for the gauges of a scrape, which are collected side by side. Away: no figure is better than an old one. */
  const readDepths = () => {
    reading ??= dispatcher
      .depths()
      .catch(() => [])
      .finally(() => {
        reading = null;
      });
    return reading;
  };
  const gauge = (name: string, help: string, figureOf: (depth: QueueDepth) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['type'],
      registers,
      async collect() {
        const depths = await readDepths();
        this.reset();
        for (const depth of depths) this.set({ type: depth.type }, figureOf(depth));
      },
    });
  gauge('punctual_queue_waiting', 'Runs that wait in a queue.', ({ runs }) => runs);
  gauge(
    'punctual_queue_oldest_seconds',
    'How long the oldest entry has waited in a queue.',
    ({ ageMs }) => ageMs / 1_000,
  );
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
