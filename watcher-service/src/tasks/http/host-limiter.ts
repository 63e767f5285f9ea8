import { CircuitBreaker, type Health } from './circuit-breaker.ts';
import { Semaphore } from './semaphore.ts';
import type { HttpSettings } from './settings.ts';

/** Hosts of owners that are remembered; beyond it the oldest idle one is forgotten. */
const HOSTS_KEPT = 10_000;

interface Gate {
  slots: Semaphore;
  circuit: CircuitBreaker;
  lastError: string | null;
}

/** A permit to send a request; it is given back with the evidence about the host, and what went wrong. */
export interface Pass {
  leave(health: Health, error?: string | null): void;
}

/** Says that a host is left alone: how long still, in ms, and what its last call failed with. */
export interface Pause {
  pauseMs: number;
  lastError: string | null;
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
   * Waits for its turn. Answers how long the host is to be left alone instead of a pass if it is down.
   * @throws the signal's reason if that comes first
   */
  async enter(host: string, signal: AbortSignal): Promise<Pass | Pause> {
    const gate = this.#gate(host);
    const down = gate.circuit.pause(this.#now());
    if (down > 0) return { pauseMs: down, lastError: gate.lastError };
    await gate.slots.acquire(signal);
    // While it waited, those before it may have found that the host is down.
    const pause = gate.circuit.pause(this.#now());
    if (pause > 0) {
      gate.slots.release();
      return { pauseMs: pause, lastError: gate.lastError };
    }
    return this.#pass(host, gate);
  }

  #pass(host: string, gate: Gate): Pass {
    const end = gate.circuit.begin();
    return {
      leave: (health, error = null) => {
        end(health, this.#now());
        if (health === 'down') gate.lastError = error;
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
    const circuit = new CircuitBreaker({ failures, coolingMs });
    const gate: Gate = { slots: new Semaphore(perHost), circuit, lastError: null };
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
