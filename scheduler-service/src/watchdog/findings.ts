import type { WatchdogPart } from '@punctual/contracts/api/health-contract';

/** Something that is wrong now, and since when; null where that is not known. */
export interface Finding {
  part: WatchdogPart;
  since: Date | null;
}

/** The facts that the watchdog goes by, each the oldest of its kind; null where there is none. */
export interface Facts {
  /** When the last watcher and the last worker were heard of, where none is alive now. */
  watch: Silence;
  work: Silence;
  /** Since when the queue is away. */
  redisAwaySince: Date | null;
  /** When the oldest job was due that no watcher has looked at. */
  unnoticedSince: Date | null;
  /** When the oldest run was due that waits although its owner has nothing under way. */
  unstartedSince: Date | null;
  /** When the oldest lease ended that no process has taken over. */
  leaseEndedAt: Date | null;
  /** The largest difference of a process's own clock from that of the database, ms. */
  clockOffMs: number;
}

/** Says whether a role is missing, and when it was last heard of. */
export interface Silence {
  isMissing: boolean;
  lastBeatAt: Date | null;
}

/** A watcher looks each second, workers begin at once, the recovery takes over within five: this late is wrong. */
export const LATE_MS = 30_000;
/** The clock of a machine that is set by the network is off by far less. */
const CLOCK_OFF_MS = 5_000;

/** Lists what is wrong by these facts. */
export function findWrong(facts: Facts, now: Date): Finding[] {
  const isLate = (since: Date | null): since is Date =>
    since !== null && now.getTime() - since.getTime() >= LATE_MS;
  return [
    ...(['watch', 'work'] as const).flatMap((part) =>
      facts[part].isMissing ? [{ part, since: facts[part].lastBeatAt }] : [],
    ),
    ...(facts.redisAwaySince ? [{ part: 'redis' as const, since: facts.redisAwaySince }] : []),
    ...(isLate(facts.unnoticedSince) ? [{ part: 'jobs' as const, since: facts.unnoticedSince }] : []),
    ...(isLate(facts.unstartedSince) ? [{ part: 'runs' as const, since: facts.unstartedSince }] : []),
    ...(isLate(facts.leaseEndedAt) ? [{ part: 'leases' as const, since: facts.leaseEndedAt }] : []),
    ...(facts.clockOffMs >= CLOCK_OFF_MS ? [{ part: 'clock' as const, since: null }] : []),
  ];
}
