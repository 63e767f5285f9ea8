import { Counter, Gauge, type Registry } from 'prom-client';
import type { Concurrency } from '../limits/concurrency.ts';

/** Measures how many requests are being carried out, and counts those that were refused because too many were. */
export function observeConcurrency(registry: Registry, concurrency: Concurrency): void {
  new Gauge({
    name: 'punctual_http_requests_under_way',
    help: 'Requests with credentials that are being carried out.',
    registers: [registry],
    collect() {
      this.set(concurrency.underWay);
    },
  });
  new Counter({
    name: 'punctual_http_requests_over_concurrency_total',
    help: 'Requests that were refused because too many were being carried out.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(concurrency.refused);
    },
  });
}
