import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LEASE_MS } from '../stack/processes.ts';

/** A request may have been on its way when the fault came. */
const ON_ITS_WAY_MS = 2_000;

interface Fault {
  name: string;
  from: number;
  /** Null while it lasts. */
  to: number | null;
}

/** Every fault with its time, in a file that stays. */
export class FaultLog {
  readonly file: string;
  readonly #faults: Fault[] = [];

  constructor(file: string) {
    this.file = file;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }

  get count(): number {
    return this.#faults.length;
  }

  /** Counts the faults by name, without their targets. */
  get kinds(): Record<string, number> {
    const kinds: Record<string, number> = {};
    for (const { name } of this.#faults) {
      const kind = name.split(' ', 1)[0] ?? name;
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
    return kinds;
  }

  /** Writes down when this begins and ends. */
  async during(name: string, act: () => Promise<void>): Promise<void> {
    const fault: Fault = { name, from: Date.now(), to: null };
    this.#faults.push(fault);
    this.note(`begin ${name}`);
    await act();
    fault.to = Date.now();
    this.note(`end   ${name}`);
  }

  note(text: string): void {
    appendFileSync(this.file, `${new Date().toISOString()} ${text}\n`);
  }

  /** Faults that may have touched what happened between these instants: what they break heals within a lease. */
  readonly between = (first: Date, last: Date): number =>
    this.#faults.filter(
      ({ from, to }) =>
        from - ON_ITS_WAY_MS <= last.getTime() &&
        (to ?? Number.POSITIVE_INFINITY) + LEASE_MS + ON_ITS_WAY_MS >= first.getTime(),
    ).length;
}
