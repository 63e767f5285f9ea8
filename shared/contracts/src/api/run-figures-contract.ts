import { z } from 'zod';
import { runView } from '../runs/run.ts';
import { speaking } from '../validation.ts';
import { idParams } from './common.ts';
import { endpoint } from './endpoint.ts';
import { ID_PATTERN, MAX_STRIPS, PUNCTUALITY, STRIP_LENGTH } from './limits.ts';
import { REQUEST_WORDS } from './request-words.ts';

const says = speaking(REQUEST_WORDS);
const noId = says((words) => words.jobIds);
const ids = z
  .string(noId)
  .transform((text) => text.split(','))
  .pipe(
    z.array(z.string().regex(ID_PATTERN, noId)).max(
      MAX_STRIPS,
      says((words) => words.mostJobs(MAX_STRIPS)),
    ),
  );

const strip = z.object({
  jobId: z.string(),
  /** The newest first. */
  runs: z.array(runView.pick({ id: true, status: true, dueAt: true, lateness: true })),
});
export type JobStrip = z.infer<typeof strip>;

const strips = {
  method: 'GET',
  description: `At most ${MAX_STRIPS} jobs at a time. Those that are not there are left out.`,
  query: z.strictObject({ ids }),
  status: 200,
  response: z.object({ data: z.array(strip) }),
} as const;

export const jobStrips = endpoint({
  ...strips,
  path: '/users/jobs/strips',
  summary: `The last ${STRIP_LENGTH} runs of each of some of your jobs, in short`,
  access: 'user',
  scope: 'runs:read',
});

export const adminJobStrips = endpoint({
  ...strips,
  path: '/admin/jobs/strips',
  summary: `The last ${STRIP_LENGTH} runs of each of some jobs of anybody’s, in short`,
  access: 'admin',
});

export const jobPunctuality = endpoint({
  method: 'GET',
  path: '/users/jobs/:id/punctuality',
  summary: `How punctual one of your jobs was in the last ${PUNCTUALITY.days} days`,
  description:
    `Of runs that were started, ${PUNCTUALITY.looksAt} of them at most, spread over the time: \`isCapped\` says ` +
    'that there were more.',
  access: 'user',
  scope: 'runs:read',
  params: idParams,
  status: 200,
  response: z.object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    /** The number of runs that these figures are computed from. */
    runs: z.number().int(),
    isCapped: z.boolean(),
    /** In ms: half and 99 % of the runs began within these. Null if none began. */
    lateness: z.object({ p50: z.number(), p99: z.number() }).nullable(),
    /** The share of runs that began within a second of when they were due; 0 to 1. */
    onTimeShare: z.number().nullable(),
  }),
});
export type PunctualityView = z.infer<typeof jobPunctuality.response>;

const beside = runView.pick({ id: true, status: true, scheduledFor: true }).nullable();

export const runNeighbours = endpoint({
  method: 'GET',
  path: '/users/runs/:id/neighbours',
  summary: 'The runs of the same job before and after one of yours',
  access: 'user',
  scope: 'runs:read',
  params: idParams,
  status: 200,
  response: z.object({ older: beside, newer: beside }),
});
