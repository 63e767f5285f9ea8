import { z } from 'zod';
import { instantInput } from '../schedules/instant-input.ts';
import { speaking } from '../validation.ts';
import {
  DEFAULT_OVERLAP_HOURS,
  DEFAULT_RATE_PER_SECOND,
  MAX_OVERLAP_HOURS,
  MAX_RATE_PER_SECOND,
  SCOPES,
  SERVICE_NAME_LIMIT,
} from './api-key-limits.ts';
import { plainText } from './plain-text.ts';
import { USER_WORDS } from './user-words.ts';

const says = speaking(USER_WORDS);
const nameService = says((words) => words.service);
const wrongRate = says((words) => words.rate(MAX_RATE_PER_SECOND));

const scope = z.enum(
  SCOPES,
  says((words) => words.scope(SCOPES)),
);

/** The body that creates an API key: its service, and its permissions, which are all by default. */
export const apiKeyInput = z.strictObject({
  service: plainText(nameService)
    .min(1, nameService)
    .max(
      SERVICE_NAME_LIMIT,
      says((words) => words.longestName(SERVICE_NAME_LIMIT)),
    ),
  scopes: z
    .array(scope)
    .min(
      1,
      says((words) => words.noScope),
    )
    .max(
      SCOPES.length,
      says((words) => words.scopeTwice),
    )
    .default([...SCOPES]),
  ratePerSecond: z
    .number(wrongRate)
    .int(wrongRate)
    .min(1, wrongRate)
    .max(MAX_RATE_PER_SECOND, wrongRate)
    .default(DEFAULT_RATE_PER_SECOND),
  endsAt: instantInput
    .nullable()
    .default(null)
    .meta({ description: 'When the key ends by itself; null: when it is revoked.', examples: [null] }),
});
export type ApiKeyInput = z.infer<typeof apiKeyInput>;

const wrongOverlap = says((words) => words.overlap(MAX_OVERLAP_HOURS));

/** The body that replaces an API key: for how long the old one goes on working. */
export const apiKeyRotation = z.strictObject({
  oldEndsInHours: z
    .number(wrongOverlap)
    .int(wrongOverlap)
    .min(0, wrongOverlap)
    .max(MAX_OVERLAP_HOURS, wrongOverlap)
    .default(DEFAULT_OVERLAP_HOURS)
    .meta({ description: 'Hours for which the old key goes on working; 0 revokes it at once.' }),
});

/** An API key as the API shows it: by its beginning, never whole. */
export const apiKeyView = z.object({
  id: z.string(),
  service: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  ratePerSecond: z.number().int(),
  lastUsedAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type ApiKeyView = z.infer<typeof apiKeyView>;

/** A call that was made with a key: never its body or its query, which may hold what is secret. */
export const apiKeyCall = z.object({
  at: z.iso.datetime(),
  method: z.string(),
  path: z.string(),
  status: z.number().int().nullable().meta({ description: 'null: the caller was gone before the answer.' }),
  durationMs: z.number().int(),
  requestId: z.string(),
});
export type ApiKeyCall = z.infer<typeof apiKeyCall>;
