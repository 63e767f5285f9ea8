import { z } from 'zod';
import { jobInput } from '../jobs/job.ts';
import { speaking } from '../validation.ts';
import { endpoint } from './endpoint.ts';
import { BODY_LIMIT_KB, MAX_IMPORT } from './limits.ts';
import { REQUEST_WORDS } from './request-words.ts';

export const importJobs = endpoint({
  method: 'POST',
  path: '/users/jobs/import',
  summary: 'Create many jobs at once',
  description:
    `At most ${MAX_IMPORT}, and no body over ${BODY_LIMIT_KB} kB. If one of them is wrong none is made, and the answer names ` +
    'what is wrong with each. What their schedules may take to compute together is limited: of jobs that run rarely, ' +
    'import fewer at a time. The ids come in the order of the jobs.',
  access: 'user',
  scope: 'jobs:write',
  body: z.strictObject({
    jobs: z
      .array(jobInput)
      .min(1)
      .max(
        MAX_IMPORT,
        speaking(REQUEST_WORDS)((words) => words.mostJobs(MAX_IMPORT)),
      ),
  }),
  status: 201,
  response: z.object({ ids: z.array(z.string()) }),
  heeds: ['Idempotency-Key'],
  audit: { action: 'job.import' },
});
