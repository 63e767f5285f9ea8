import { DAY_MS, HOUR_MS, MINUTE_MS } from '@punctual/contracts/time';
/**
 * The clock-change rule of the engine, applied in the plainest way: minute by minute through Intl.DateTimeFormat.
 * An oracle for tests: it shares no code with the engine, and is slow.
 */

/** Reading of a wall clock; `stamp` is ms as if the clock showed UTC. */
export type Wall = { stamp: number; hour: number; minute: number; weekday: number; day: number };
/** One minute of real time and what the wall clock shows at its beginning. */
export type Tick = { at: number; wall: Wall };
/** A clock change: the minute in which it is first seen, and how far the wall clock jumps (ms). */
export type Change = { at: number; jump: number };
export type Rule = { rhythm: boolean; gap: 'shift' | 'skip'; overlap: 'once' | 'both' };

export class ZoneOracle {
  readonly #format: Intl.DateTimeFormat;

  constructor(zone: string) {
    const two = '2-digit';
    this.#format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
  }

  /** Reads the wall clock at an instant: "2027-03-28 03:00:00" as if it were UTC. */
  stampAt(at: number): number {
    return Date.parse(`${this.#format.format(at).replace(' ', 'T')}Z`);
  }

  /** All changes in [from, to): days are compared first, then hours, then minutes. */
  changes(from: number, to: number): Change[] {
    return this.#within(from, to, [DAY_MS, HOUR_MS, MINUTE_MS]);
  }

  /** Every minute in [from, to). */
  ticks(from: number, to: number): Tick[] {
    const ticks: Tick[] = [];
    for (let at = from; at < to; at += MINUTE_MS) ticks.push({ at, wall: wallOf(this.stampAt(at)) });
    return ticks;
  }

  #within(from: number, to: number, [step = MINUTE_MS, ...finer]: number[]): Change[] {
    const found: Change[] = [];
    let before = this.stampAt(from);
    for (let at = from; at < to; at += step) {
      const end = Math.min(at + step, to);
      const after = this.stampAt(end);
      const jump = after - before - (end - at);
      if (jump !== 0) found.push(...(finer.length > 0 ? this.#within(at, end, finer) : [{ at: end, jump }]));
      before = after;
    }
    return found;
  }
}

/** The instants among `ticks` at which a schedule with these wall times runs. */
export function expectedRuns(ticks: Tick[], matches: (wall: Wall) => boolean, rule: Rule): number[] {
  const seen = new Set<number>();
  const runs: number[] = [];
  let previous: Tick | null = null;
  for (const tick of ticks) {
    const isRepeated = seen.has(tick.wall.stamp);
    seen.add(tick.wall.stamp);
    const isShifted =
      previous !== null && !rule.rhythm && rule.gap === 'shift' && skippedAny(previous, tick, matches);
    const isDropped = isRepeated && !rule.rhythm && rule.overlap === 'once';
    if (isShifted || (matches(tick.wall) && !isDropped)) runs.push(tick.at);
    previous = tick;
  }
  return runs;
}

/** Tells if a wall minute that the clock jumped over matches. */
function skippedAny(before: Tick, after: Tick, matches: (wall: Wall) => boolean): boolean {
  for (let stamp = before.wall.stamp + MINUTE_MS; stamp < after.wall.stamp; stamp += MINUTE_MS) {
    if (matches(wallOf(stamp))) return true;
  }
  return false;
}

function wallOf(stamp: number): Wall {
  const date = new Date(stamp);
  return {
    stamp,
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    weekday: date.getUTCDay(),
    day: date.getUTCDate(),
  };
}
