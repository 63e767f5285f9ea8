import { z } from 'zod';

export { instantInput } from '../schedules/instant-input.ts';

import { RUN_STATUSES, type RunStatus } from '../runs/run-status.ts';
import { EMAIL_LIMIT } from '../users/user-limits.ts';
import { speaking } from '../validation.ts';
import { CURSOR_LIMIT, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from './limits.ts';
import { REQUEST_WORDS } from './request-words.ts';

/** A job by its name. */
export const jobNamed = z.object({ id: z.string(), name: z.string() });

const count = z.number().int();
/** Numbers of runs, by status. */
export const runsByStatus = z.object(
  Object.fromEntries(RUN_STATUSES.map((status) => [status, count])) as Record<RunStatus, typeof count>,
);

export const idParams = z.object({ id: z.string() });
export const userIdParams = z.object({ userId: z.string() });

export const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.array(z.object({ path: z.string(), message: z.string() })),
    requestId: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof errorBody>;

const says = speaking(REQUEST_WORDS);

/** A whole number in a query, by its name, from `least` to `most`. */
export function wholeIn(what: string, least: number, most: number) {
  const whole = says((words) => words.whole(what));
  return z.coerce
    .number(whole)
    .int(whole)
    .min(
      least,
      says((words) => words.atLeast(what, least)),
    )
    .max(
      most,
      says((words) => words.atMost(what, most)),
    );
}

const wholePage = says((words) => words.whole('page'));

/** Paging of a list: by page number, or by the cursor of the answer before. */
export const paging = {
  page: z.coerce
    .number(wholePage)
    .int(wholePage)
    .min(
      1,
      says((words) => words.firstPage),
    )
    .optional(),
  limit: wholeIn('limit', 1, MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
  cursor: z.string().max(CURSOR_LIMIT).optional(),
};

/** The answer of a list: rows, the page (null with a cursor), and where the next rows begin (null at the end). */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({
    data: z.array(row),
    page: z
      .object({
        number: z.number().int(),
        limit: z.number().int(),
        total: z.number().int(),
        totalIsCapped: z.boolean(),
        pages: z.number().int(),
      })
      .nullable(),
    nextCursor: z.string().nullable(),
  });

/** The user whose data an administrator asks for: an id or an email address. */
export const ownerFilter = z.string().max(EMAIL_LIMIT).optional();

export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
