import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { REDIS_STATES } from './health-contract.ts';

const since = z.iso.datetime().nullable();

/** The parts that the services need beside the database, as the API and the processes that are alive find them. */
export const partsView = z.object({
  /** `since`: when the first of them found it so; null while it is up. */
  redis: z.object({ state: z.enum(REDIS_STATES), since }),
  mail: z.object({
    /** As the last email found it; `unknown`: none was sent since the workers started. */
    state: z.enum(['up', 'down', 'unknown']),
    since,
    lastSuccessAt: since,
    lastErrorAt: since,
    error: z.string().nullable(),
  }),
});
export type PartsView = z.infer<typeof partsView>;

/** Parts without which jobs do not run as they should: the queue, finding what is due, carrying it out, sending mail. */
const NOTICED_PARTS = ['redis', 'watch', 'work', 'mail'] as const;
/** Parts of which administrators are told beside that, as the watchdog finds it. */
const PARTS_FOR_ADMINS = ['jobs', 'runs', 'leases', 'clock'] as const;

export const serviceState = endpoint({
  method: 'GET',
  path: '/users/service-state',
  summary: 'What of the service does not work now, and whether mail is delivered',
  description:
    'A notice for each part that does not work, with since when: `redis` (due runs wait), `watch` (due jobs are not ' +
    'noticed), `work` (due runs wait), `mail` (emails are tried again). Nothing is lost meanwhile. Administrators are told of `jobs`, `runs`, `leases` and ' +
    '`clock` too, which the watchdog looks after.',
  access: 'user',
  scope: 'runs:read',
  status: 200,
  response: z.object({
    notices: z.array(z.object({ part: z.enum([...NOTICED_PARTS, ...PARTS_FOR_ADMINS]), since })),
    /** The address of the page that shows mail, where mail is caught and not delivered; null where it is delivered. */
    mailCaughtAt: z.string().nullable(),
  }),
});
export type ServiceState = z.infer<typeof serviceState.response>;
