import type { Readiness } from '@punctual/contracts/api/health-contract';
import type { AdminOverviewView } from '@punctual/contracts/api/overview-contract';
import { adminWords } from '../../../lib/strings/admin.ts';
import { distinct, lastHeard, placeOf, sinceText } from '../../overview/attention.ts';

const words = adminWords.health;

type Parts = Pick<AdminOverviewView, 'watchers' | 'workers' | 'parts' | 'to'>;

export interface Sentence {
  grade: 'well' | 'watch' | 'bad';
  text: string;
}

/** Describes the state of the system in a sentence: the worst first. */
export function sentenceOf(
  { watchers, workers, parts, to }: Parts,
  needs: Pick<Readiness, 'dependencies' | 'since'> | null,
): Sentence {
  const ago = (since: string | null | undefined) => (since ? sinceText(since, to) : null);
  if (needs !== null && needs.dependencies.mongodb !== 'up')
    return { grade: 'bad', text: words.away('mongodb', 'down', ago(needs.since?.mongodb)) };
  const watching = lastHeard(watchers, to);
  if (!watchers.some(isThere))
    return { grade: 'bad', text: watching === null ? words.neverWatched : words.noWatcher(watching) };
  const working = lastHeard(workers, to);
  if (!workers.some(isThere))
    return { grade: 'bad', text: working === null ? words.neverWorked : words.noWorker(working) };
  const { redis, mail } = parts;
  if (redis.state !== 'up') return { grade: 'bad', text: words.away('redis', redis.state, ago(redis.since)) };
  if (mail.state === 'down') return { grade: 'watch', text: words.away('mail', 'down', ago(mail.since)) };
  const [quiet] = distinct([...watchers, ...workers]).filter((one) => !isThere(one));
  if (quiet !== undefined)
    return { grade: 'watch', text: words.quiet(placeOf(quiet), sinceText(quiet.lastHeartbeatAt, to)) };
  return { grade: 'well', text: words.allAnswer };
}

const isThere = ({ state }: Parts['watchers'][number]): boolean => state === 'alive';
