import { z } from 'zod';
import { ownerView } from '../users/user.ts';
import { jobEdit, jobInput, jobView } from './job.ts';

/** Fields of a job that the server sets. Clients that change a job as they have read it send them too. */
const readOnly = jobView
  .pick({
    id: true,
    ownerId: true,
    scheduleText: true,
    suspended: true,
    status: true,
    nextRunAt: true,
    lastRun: true,
    counts: true,
    failuresInRow: true,
    starts: true,
    revision: true,
    createdAt: true,
    updatedAt: true,
  })
  .extend({
    owner: ownerView,
    /** Means nothing here: it is of the change before. */
    effects: z.looseObject({}),
  })
  .partial();
/** The read-only fields of a body. */
export type ReadBack = z.infer<typeof readOnly>;

/** Marked for whoever reads the description of the API, and for what makes clients from it. */
const marked = Object.fromEntries(
  Object.entries(readOnly.shape).map(([name, field]) => [name, field.meta({ readOnly: true })]),
) as typeof readOnly.shape;

const NOTE = 'Fields that the server sets (`id`, `status`, `counts` …) may be sent back as they were read.';

/** The body of a change, with fields as they were read. */
export const jobChange = jobEdit.extend(marked).meta({ description: NOTE });
/** The body that replaces a job, with fields as they were read. */
export const jobReplacement = jobInput.extend(marked).meta({ description: NOTE });

/** Splits a body into what is to change and what was read. */
export function splitReadBack<Body extends ReadBack>(body: Body): [Omit<Body, keyof ReadBack>, ReadBack] {
  const isReadBack = ([name]: [string, unknown]) => name in readOnly.shape;
  const entries = Object.entries(body);
  const change = entries.filter((entry) => !isReadBack(entry));
  return [
    Object.fromEntries(change) as Omit<Body, keyof ReadBack>,
    Object.fromEntries(entries.filter(isReadBack)),
  ];
}
