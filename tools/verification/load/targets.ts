import { percentile } from '../support/measuring/statistics.ts';
import { isBroken, isLimited, isSuccess } from './report.ts';
import type { Sample } from './sending.ts';
import { atLeast, below, none, some, type Verdict } from './verdict.ts';

/** Targets of performance.md for an ordinary rate, a high one and one beyond the limits. */
const ORDINARY = { upTo: 100, success: 0.99, p95: 200, p99: 500 };
const HIGH = { upTo: 200, success: 0.95, p95: 300 };
const BEYOND = { success: 0.7 };

const share = (samples: Sample[], isSo: (sample: Sample) => boolean): number =>
  samples.filter(isSo).length / Math.max(1, samples.length);

/** The verdicts on what was measured at a rate. */
export function judge(samples: Sample[], perSecond: number): Verdict[] {
  const at = (what: string) => `${perSecond}/s: ${what}`;
  const times = samples.map(({ ms }) => ms);
  if (perSecond > HIGH.upTo) return judgeBeyond(samples, at);
  const { success, p95 } = perSecond > ORDINARY.upTo ? HIGH : ORDINARY;
  const verdicts = [
    atLeast(at('success'), share(samples, isSuccess), success),
    below(at('p95'), percentile(times, 0.95), p95),
  ];
  if (perSecond <= ORDINARY.upTo) verdicts.push(below(at('p99'), percentile(times, 0.99), ORDINARY.p99));
  return verdicts;
}

/** More than the limits allow: it is refused in good order, and what is let through is done. */
function judgeBeyond(samples: Sample[], at: (what: string) => string): Verdict[] {
  const admitted = samples.filter((sample) => !isLimited(sample));
  return [
    some(at('429'), samples.length - admitted.length),
    none(at('5xx, or no answer'), samples.filter(isBroken).length),
    atLeast(at('success of what the limits let through'), share(admitted, isSuccess), BEYOND.success),
  ];
}
