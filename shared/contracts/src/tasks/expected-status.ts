import { z } from 'zod';
import { speaking } from '../validation.ts';
import { TASK_WORDS } from './task-words.ts';

const LIST_LIMIT = 20;

const form = speaking(TASK_WORDS)((words) => words.expectedStatus);

const one = z.union([z.int().min(200, form).max(599, form), z.enum(['2xx', '3xx', '4xx', '5xx'])]);

/**
 * Answers of an HTTP server that count as a success: a status, a group of a hundred, or a list of these. It comes
 * before all other rules: an expected 404 or 503 is a success.
 */
export const expectedStatus = z.union([one, z.array(one).min(1, form).max(LIST_LIMIT)], form);
export type ExpectedStatus = z.infer<typeof expectedStatus>;

export const isExpected = (expected: ExpectedStatus, status: number): boolean =>
  [expected].flat().some((each) => each === status || each === `${Math.floor(status / 100)}xx`);
