import { z } from 'zod';

/** What an API key may be allowed. */
export const SCOPES = ['jobs:read', 'jobs:write', 'runs:read', 'runs:write'] as const;
export type Scope = (typeof SCOPES)[number];

export const DEFAULT_RATE_PER_SECOND = 10;
const MAX_RATE_PER_SECOND = 1_000;
const wrongRate = `A rate is a whole number of requests a second, from 1 to ${MAX_RATE_PER_SECOND}.`;

const scope = z.enum(SCOPES, { error: `A scope is one of: ${SCOPES.join(', ')}.` });

/** An API key as asked for: for which service, and what it may do; everything, unless told. */
export const apiKeyInput = z.strictObject({
  service: z
    .string({ error: 'Name the service that will use the key.' })
    .trim()
    .min(1, 'Name the service that will use the key.')
    .max(100, 'A name has at most 100 characters.'),
  scopes: z
    .array(scope)
    .min(1, 'A key without a scope could do nothing.')
    .max(SCOPES.length, 'Each scope is named once.')
    .default([...SCOPES]),
  ratePerSecond: z
    .number({ error: wrongRate })
    .int(wrongRate)
    .min(1, wrongRate)
    .max(MAX_RATE_PER_SECOND, wrongRate)
    .default(DEFAULT_RATE_PER_SECOND),
});
export type ApiKeyInput = z.infer<typeof apiKeyInput>;

/** An API key as the API shows it: by its beginning, never whole. */
export const apiKeyView = z.object({
  id: z.string(),
  service: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  ratePerSecond: z.number().int(),
  lastUsedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type ApiKeyView = z.infer<typeof apiKeyView>;
