import { Counter, Gauge, type Registry } from 'prom-client';

/** Counts executors that go on although their attempt is over. */
export class AttemptMetrics {
  readonly #beyond: Gauge;
  readonly #late: Counter;
  readonly #unended: Counter;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#beyond = new Gauge({
      name: 'punctual_attempts_beyond_deadline',
      help: 'Executors that go on although their attempt is over. Their places are free again.',
      registers,
    });
    this.#late = new Counter({
      name: 'punctual_late_results_total',
      help: 'Results that executors returned after their attempt was over. They changed nothing.',
      labelNames: ['type', 'kind'],
      registers,
    });
    this.#unended = new Counter({
      name: 'punctual_attempts_not_ended_total',
      help: 'Attempts whose connections could not be closed. Their process drains and ends.',
      registers,
    });
  }

  /** Notes that an attempt is over, and its executor is not. */
  goesOn(): void {
    this.#beyond.inc();
  }

  /** Notes that such an executor has returned after all. */
  returned(type: string, kind: string): void {
    this.#beyond.dec();
    this.#late.inc({ type, kind });
  }

  cannotEnd(): void {
    this.#unended.inc();
  }
}
