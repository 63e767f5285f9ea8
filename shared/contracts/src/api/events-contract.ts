import { z } from 'zod';
import { jobView } from '../jobs/job.ts';
import { runView } from '../runs/run.ts';
import { endpoint } from './endpoint.ts';

/** `version` is that of the job's ETag: `<revision>.<stateVersion>`, each of which only rises. */
const jobEvent = z.union([
  jobView.extend({ version: z.string() }),
  z.object({ id: z.string(), version: z.string(), deleted: z.literal(true) }),
]);
export type JobEvent = z.infer<typeof jobEvent>;

const runEvent = runView;
export type RunEvent = z.infer<typeof runEvent>;

export const streamEvents = endpoint({
  method: 'GET',
  path: '/events',
  summary: 'Your jobs and runs as they change, as server-sent events',
  description:
    'Events are named `job` and `run`; their data is the job or the run as it is. What changed several times in a ' +
    'moment may be told once. A comment comes each 15 s. The stream ends with the access token: connect again with ' +
    'a new one. `scope=all` is for administrators who are logged in. An API key with `jobs:read` is sent ' +
    'events named `job`, one with `runs:read` those named `run`.',
  access: 'user',
  scope: ['jobs:read', 'runs:read'],
  query: z.strictObject({ scope: z.enum(['own', 'all']).default('own') }),
  status: 200,
  contentType: 'text/event-stream',
});
