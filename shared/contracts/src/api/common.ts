import { z } from 'zod';

/** An id as the API writes it: 24 hexadecimal digits. Anything else cannot exist: 404, like an unknown one. */
export const ID_PATTERN = /^[0-9a-f]{24}$/;
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

export const MAX_PAGE_SIZE = 100;
/** So many jobs are changed by one request. */
export const MAX_BULK = 1_000;
/** Totals are counted up to here; beyond, `totalIsCapped` says that there are more. */
export const TOTAL_CAP = 10_000;

const whole = (what: string) =>
  z.coerce.number({ error: `${what} is a whole number.` }).int(`${what} is a whole number.`);

/** Paging of a list: by page number, or by the cursor of the answer before. */
export const paging = {
  page: whole('page').min(1, 'Pages begin at 1.').optional(),
  limit: whole('limit')
    .min(1, 'limit is at least 1.')
    .max(MAX_PAGE_SIZE, `limit is at most ${MAX_PAGE_SIZE}.`)
    .default(20),
  // Opaque; it may hold a name, each letter of which may take several bytes.
  cursor: z.string().max(2_000).optional(),
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

export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
