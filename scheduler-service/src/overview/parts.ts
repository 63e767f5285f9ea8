import type { PartsView, ServiceState } from '@punctual/contracts/api/service-contract';
import type { MailServerStanding, ProcessDocument } from '@punctual/engine/database/documents';
import { type ProcessStore, stateOf } from '@punctual/engine/database/process-store';
import type { Clock } from '@punctual/engine/platform/clock';
import type { RedisStanding, Standing } from '@punctual/engine/platform/part-standing';
import { formatTime } from '../jobs/job-presenter.ts';

type Notice = ServiceState['notices'][number];

/** The processes of the installation, and the parts that they need. */
export interface FoundParts {
  known: ProcessDocument[];
  parts: PartsView;
}

/** Finds how the parts of the installation are: as this process finds them, and as those that are alive report. */
export class Parts {
  readonly #processes: ProcessStore;
  readonly #redis: RedisStanding;
  readonly #clock: Clock;

  constructor(processes: ProcessStore, redis: RedisStanding, clock: Clock) {
    this.#processes = processes;
    this.#redis = redis;
    this.#clock = clock;
  }

  async look(): Promise<FoundParts> {
    const [known, own] = await Promise.all([this.#processes.known(), this.#redis.lookCalmly()]);
    const reports = listAlive(known, this.#clock.now()).flatMap(({ parts }) => parts ?? []);
    const redis = worst([own, ...reports.map((report) => report.redis)]);
    const mail = joinMail(reports.map((report) => report.mail));
    return { known, parts: { redis: { state: redis.state, since: formatTime(redis.since) }, mail } };
  }

  /** Lists what does not work now, for all users. */
  async notices(): Promise<Notice[]> {
    const { known, parts } = await this.look();
    const alive = listAlive(known, this.#clock.now());
    const missing = (['watch', 'work'] as const).filter(
      (role) => !alive.some(({ roles }) => roles.includes(role)),
    );
    return [
      ...missing.map((part) => ({ part, since: formatTime(lastBeat(known, part)) })),
      ...(parts.redis.state === 'up' ? [] : [{ part: 'redis' as const, since: parts.redis.since }]),
      ...(parts.mail.state === 'down' ? [{ part: 'mail' as const, since: parts.mail.since }] : []),
    ];
  }
}

const listAlive = (known: ProcessDocument[], now: Date): ProcessDocument[] =>
  known.filter(({ beatAt }) => stateOf(beatAt, now) === 'alive');

/** Finds when a process with a role was last heard of; null where none is known. */
export const lastBeat = (known: ProcessDocument[], role: string): Date | null =>
  latest(known.filter(({ roles }) => roles.includes(role)).map(({ beatAt }) => beatAt));

const RANKS = ['up', 'degraded', 'down'];

/** Joins what several processes find: the worst of it, since the first of them found something. */
const worst = (found: Standing[]): Standing => {
  const [state = 'up'] = found.map((one) => one.state).sort((a, b) => RANKS.indexOf(b) - RANKS.indexOf(a));
  return { state, since: earliest(found.map(({ since }) => since)) };
};

/** Joins what the emails of several workers found: the newest of it counts. */
function joinMail(found: MailServerStanding[]): PartsView['mail'] {
  const lastSuccess = latest(found.map(({ lastSuccessAt }) => lastSuccessAt));
  const lastError = latest(found.map(({ lastErrorAt }) => lastErrorAt));
  const isDown = lastError !== null && (lastSuccess === null || lastError > lastSuccess);
  const isKnown = lastError !== null || lastSuccess !== null;
  const failed = found.find(({ lastErrorAt }) => lastErrorAt?.getTime() === lastError?.getTime());
  const since = isDown ? earliest(found.map(({ failingSince }) => failingSince)) : null;
  return {
    state: isDown ? 'down' : isKnown ? 'up' : 'unknown',
    since: formatTime(since),
    lastSuccessAt: formatTime(lastSuccess),
    lastErrorAt: formatTime(lastError),
    error: (lastError && failed?.error) ?? null,
  };
}

const sorted = (times: (Date | null)[]): Date[] =>
  times.filter((time) => time !== null).sort((a, b) => a.getTime() - b.getTime());
const earliest = (times: (Date | null)[]): Date | null => sorted(times)[0] ?? null;
const latest = (times: (Date | null)[]): Date | null => sorted(times).at(-1) ?? null;
