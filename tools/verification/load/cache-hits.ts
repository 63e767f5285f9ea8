import type { Stand } from './stand.ts';
import { atLeast, type Verdict } from './verdict.ts';

const TARGET = 0.8;
/** Line of a counter in the text format of Prometheus. */
const LINE = /^punctual_cache_lookups_total\{(.*)\} (\d+)/gm;

interface Lookups {
  what: string;
  isHit: boolean;
  count: number;
}

/** Computes the hit rate of the cache from the service's own metrics: of each kind, and over all. */
export async function cacheHits({ url, say }: Pick<Stand, 'url' | 'say'>): Promise<Verdict[]> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lookups = [...text.matchAll(LINE)].map(lookupsOf);
  for (const kind of new Set(lookups.map(({ what }) => what))) {
    const { hits, total } = sumOf(lookups.filter(({ what }) => what === kind));
    say(`In the cache: ${kind} ${hits} of ${total}`);
  }
  const { hits, total } = sumOf(lookups);
  return [atLeast('cache hit rate', total > 0 ? hits / total : 0, TARGET)];
}

const lookupsOf = ([, labels = '', count]: RegExpMatchArray): Lookups => ({
  what: /what="(\w+)"/.exec(labels)?.[1] ?? '',
  isHit: !labels.includes('result="miss"'),
  count: Number(count),
});

function sumOf(lookups: Lookups[]): { hits: number; total: number } {
  const sum = (some: Lookups[]) => some.reduce((total, { count }) => total + count, 0);
  return { hits: sum(lookups.filter(({ isHit }) => isHit)), total: sum(lookups) };
}
