import { z } from 'zod';
import { ownedJobView } from '../jobs/job.ts';
import { managedUserView, roleInput, userView } from '../users/user.ts';
import { pageOf, paging, userIdParams } from './common.ts';
import { endpoint } from './endpoint.ts';
import { runEffects } from './job-actions-contract.ts';
import { jobFilters } from './jobs-contract.ts';

export const adminListJobs = endpoint({
  method: 'GET',
  path: '/admin/jobs',
  summary: 'Every user’s jobs, newest first, each with its owner',
  access: 'admin',
  query: z.strictObject({ ...jobFilters, owner: z.string().max(254).optional(), ...paging }),
  status: 200,
  response: pageOf(ownedJobView),
});

export const setRole = endpoint({
  method: 'PATCH',
  path: '/admin/users/:userId/role',
  summary: 'Make somebody an administrator, or an ordinary user',
  access: 'admin',
  params: userIdParams,
  body: z.strictObject({ role: roleInput }),
  status: 200,
  response: userView,
});

export const changeUser = endpoint({
  method: 'PATCH',
  path: '/admin/users/:userId',
  summary: 'Disable an account, which ends its logins and stops its jobs, or enable it again',
  access: 'admin',
  params: userIdParams,
  body: z.strictObject({ disabled: z.boolean() }),
  status: 200,
  response: managedUserView.extend({ effects: runEffects }),
});
export type ChangedUser = z.infer<typeof changeUser.response>;
