import { CircuitBreaker, type Health } from './circuit-breaker.ts';
import { Semaphore } from './semaphore.ts';
import type { HttpSettings } from './settings.ts';

/** Hosts of owners that are remembered; beyond it the oldest idle one is forgotten. */
const HOSTS_KEPT = 10_000;

interface Gate {
  slots: Semaphore;
  circuit: CircuitBreaker;
}

/** A permit to send a request; it is given back with the evidence about the host. */
export interface Pass {
  leave(health: Health): void;
}

export type GateSettings = Pick<HttpSettings, 'perHost' | 'circuitFailures' | 'circuitCoolingMs'>;

/** Limits the requests of this process to each host: a few at a time, and none while the host is down. */
export class HostLimiter {
  readonly #settings: GateSettings;
  readonly #now: () => number;
  readonly #gates = new Map<string, Gate>();

  /** @param now ms of a clock that never goes back */
  constructor(settings: GateSettings, now: () => number = () => performance.now()) {
    this.#settings = settings;
    this.#now = now;
  }

  /**
   * Waits for its turn. Answers how long the host is to be left alone, in ms, instead of a pass if it is down.
   * @throws the signal's reason if that comes first
   */
  async enter(host: string, signal: AbortSignal): Promise<Pass | number> {
    const gate = this.#gate(host);
    const down = gate.circuit.pause(this.#now());
    if (down > 0) return down;
    await gate.slots.acquire(signal);
    // While it waited, those before it may have found that the host is down.
    const pause = gate.circuit.pause(this.#now());
    if (pause > 0) {
      gate.slots.release();
      return pause;
    }
    return this.#pass(host, gate);
  }

  #pass(host: string, gate: Gate): Pass {
    const end = gate.circuit.begin();
    return {
      leave: (health) => {
        end(health, this.#now());
        gate.slots.release();
        if (gate.circuit.isFresh && gate.slots.isIdle) this.#gates.delete(host);
      },
    };
  }

  #gate(host: string): Gate {
    const { perHost, circuitFailures: failures, circuitCoolingMs: coolingMs } = this.#settings;
    const known = this.#gates.get(host);
    if (known) return known;
    if (this.#gates.size >= HOSTS_KEPT) this.#forgetOne();
    const gate = { slots: new Semaphore(perHost), circuit: new CircuitBreaker({ failures, coolingMs }) };
    this.#gates.set(host, gate);
    return gate;
  }

  #forgetOne(): void {
    for (const [host, { slots }] of this.#gates) {
      if (slots.isIdle) {
        this.#gates.delete(host);
        return;
      }
    }
  }
}
