import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '..');
/** A sentence in a call that refuses, or in what is wrong with a field. */
const SENTENCE =
  /(?:new AppError|conflict|forbidden|unauthenticated|busy)\([^)]*?['`][A-Z][a-z]+ [^'`]*[.?]['`]|message(?::| =)\s*['`][A-Z][a-z]+ [^'`]*[.?]['`]/;
/** Files whose refusals are in English alone until now. It may only become shorter. */
const IN_ENGLISH = [
  'accounts/emails/email-tokens-routes.ts',
  'accounts/passwords/passwords.ts',
  'accounts/second-factor/second-factors.ts',
  'admin/users-by-failing.ts',
  'auth/oidc/oidc-accounts.ts',
  'auth/oidc/oidc-client.ts',
  'auth/oidc/oidc-routes.ts',
  'computing/schedule-computer.ts',
  'events/events-routes.ts',
  'events/stream-counts.ts',
  'http/json-body.ts',
  'http/paging.ts',
  'jobs/not-available.ts',
  'operations/metrics-routes.ts',
];

test('no refusal is written outside of the words of refusals, or it has no second language', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /(?<!\.test)\.ts$/.test(name) && !name.startsWith('operations/openapi'),
  );
  const outside = files.filter((name) => readFileSync(join(SOURCES, name), 'utf8').search(SENTENCE) >= 0);
  expect(files.length).toBeGreaterThan(100);
  expect(outside.sort()).toEqual(IN_ENGLISH);
});
