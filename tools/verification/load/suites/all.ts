import { basic } from './basic.ts';
import { rateLimits } from './rate-limits.ts';
import { smoke } from './smoke.ts';
import type { Suite } from './suite.ts';

export const SUITES: Suite[] = [smoke, basic, rateLimits];
