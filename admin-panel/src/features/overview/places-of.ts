import type { Scope } from '../../lib/api/source.ts';
import { RUN_PAGES } from '../../lib/pages.ts';
import type { Bucket } from './chart-geometry.ts';
import type { Place } from './chart-places.tsx';

/** Makes a place of each part of a window, which leads to the runs that were due in it. @param end of the last part */
export const placesOf = (
  buckets: readonly Bucket[],
  end: string,
  scope: Scope,
  textOf: (bucket: Bucket) => string,
): Place[] =>
  buckets.map((bucket, index) => {
    const span = { when: 'between', from: bucket.at, to: buckets[index + 1]?.at ?? end };
    return { text: textOf(bucket), to: `${RUN_PAGES[scope]}?${new URLSearchParams(span)}` };
  });
