import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { DEFAULT_RATE_PER_SECOND } from '@punctual/contracts/users/api-key-limits';
import { count } from '@punctual/engine/platform/config';
import type { Limits } from './limit-keys.ts';

const MAX = 1_000_000;

/** Settings of limits, by their variables. API keys have rates of their own. */
export const limitSettings = {
  RATE_LIMIT_GLOBAL_PER_MINUTE: count(12_000, 1, MAX),
  RATE_LIMIT_IP_WINDOW_MS: count(MINUTE_MS, 100, 3_600_000),
  RATE_LIMIT_IP_MAX_REQUESTS: count(120, 1, MAX),
  RATE_LIMIT_USER_PER_MINUTE: count(1_200, 1, MAX),
  RATE_LIMIT_CONCURRENT: count(100, 2, MAX),
};

export const parseLimits = (given: Record<keyof typeof limitSettings, number>): Limits => ({
  global: { limit: given.RATE_LIMIT_GLOBAL_PER_MINUTE, windowMs: MINUTE_MS },
  ip: { limit: given.RATE_LIMIT_IP_MAX_REQUESTS, windowMs: given.RATE_LIMIT_IP_WINDOW_MS },
  user: { limit: given.RATE_LIMIT_USER_PER_MINUTE, windowMs: MINUTE_MS },
  key: { limit: DEFAULT_RATE_PER_SECOND, windowMs: SECOND_MS },
});
