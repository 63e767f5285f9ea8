import { atLeast, type Verdict } from './verdict.ts';

const TARGET = 0.8;
/** Of the text format of Prometheus. */
const LINE = /^punctual_cache_lookups_total\{(.*)\} (\d+)/gm;

/** How often the cache had what was asked for, by the service's own figures. */
export async function cacheHits(url: string): Promise<Verdict[]> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = [...text.matchAll(LINE)].map(([, labels = '', value]) => ({ labels, value: Number(value) }));
  const total = lines.reduce((sum, { value }) => sum + value, 0);
  const hits = lines
    .filter(({ labels }) => !/result="miss"/.test(labels))
    .reduce((sum, { value }) => sum + value, 0);
  return [atLeast('cache hit rate', total > 0 ? hits / total : 0, TARGET)];
}
