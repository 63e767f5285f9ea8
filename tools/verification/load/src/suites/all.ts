import type { Stand } from '../stand.ts';
import type { Verdict } from '../verdict.ts';
import { basic } from './basic.ts';
import { rateLimits } from './rate-limits.ts';
import { smoke } from './smoke.ts';

/** Some load, and what has to come of it. */
export interface Suite {
  name: string;
  title: string;
  run(stand: Stand, seconds: number | undefined): Promise<Verdict[]>;
}

export const SUITES: Suite[] = [smoke, basic, rateLimits];
