import type { Readiness } from '@punctual/contracts/api/health-contract';
import type { AdminOverviewView } from '@punctual/contracts/api/overview-contract';
import { adminWords } from '../../../lib/strings/admin.ts';
import { distinct, lastHeard, placeOf, sinceText } from '../../overview/attention.ts';

const words = adminWords.health;

type Parts = Pick<AdminOverviewView, 'watchers' | 'workers' | 'to'>;

export interface Sentence {
  grade: 'well' | 'watch' | 'bad';
  text: string;
}

/** Describes the state of the system in a sentence: the worst first. */
export function sentenceOf(
  { watchers, workers, to }: Parts,
  needs: Readiness['dependencies'] | null,
): Sentence {
  if (needs !== null && needs.mongodb !== 'up') return { grade: 'bad', text: words.away(words.mongodb) };
  const watching = lastHeard(watchers, to);
  if (!watchers.some(isThere))
    return { grade: 'bad', text: watching === null ? words.neverWatched : words.noWatcher(watching) };
  const working = lastHeard(workers, to);
  if (!workers.some(isThere))
    return { grade: 'bad', text: working === null ? words.neverWorked : words.noWorker(working) };
  if (needs !== null && needs.redis !== 'up') return { grade: 'watch', text: words.away(words.redis) };
  const [quiet] = distinct([...watchers, ...workers]).filter((one) => !isThere(one));
  if (quiet !== undefined)
    return { grade: 'watch', text: words.quiet(placeOf(quiet), sinceText(quiet.lastHeartbeatAt, to)) };
  return { grade: 'well', text: words.allAnswer };
}

const isThere = ({ state }: Parts['watchers'][number]): boolean => state === 'alive';
