import { z } from 'zod';

const LIST_LIMIT = 20;

const FORM = 'Enter a status such as 200, a group such as "2xx", or a list of them.';

const one = z.union([z.int().min(200, FORM).max(599, FORM), z.enum(['2xx', '3xx', '4xx', '5xx'])]);

/**
 * Answers of an HTTP server that count as a success: a status, a group of a hundred, or a list of these. It comes
 * before all other rules: an expected 404 or 503 is a success.
 */
export const expectedStatus = z.union([one, z.array(one).min(1, FORM).max(LIST_LIMIT)], { error: FORM });
export type ExpectedStatus = z.infer<typeof expectedStatus>;

export const isExpected = (expected: ExpectedStatus, status: number): boolean =>
  [expected].flat().some((each) => each === status || each === `${Math.floor(status / 100)}xx`);
