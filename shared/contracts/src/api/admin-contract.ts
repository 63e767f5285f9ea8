import { z } from 'zod';
import { managedUserView, roleInput, userView } from '../users/user.ts';
import { userIdParams } from './common.ts';
import { endpoint } from './endpoint.ts';
import { runEffects } from './job-actions-contract.ts';

export const setRole = endpoint({
  method: 'PATCH',
  path: '/admin/users/:userId/role',
  summary: 'Make somebody an administrator, or an ordinary user',
  access: 'admin',
  params: userIdParams,
  body: z.strictObject({ role: roleInput }),
  status: 200,
  response: userView,
  audit: { action: 'user.role', details: ['role'] },
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
  audit: { action: 'user.switch', details: ['disabled'] },
});
export type ChangedUser = z.infer<typeof changeUser.response>;
