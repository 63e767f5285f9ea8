import { changeUser, setRole } from '@punctual/contracts/api/admin-contract';
import type { Router } from 'express';
import { presentUser } from '../accounts/user-presenter.ts';
import type { Routes } from '../app.ts';
import { recordPreviousState } from '../audit/with-audit.ts';
import { mount } from '../http/route.ts';
import { changedAccount } from './changed-account.ts';
import { type SwitchAccountParts, switchAccount } from './switch-account.ts';

export function adminRoutes(parts: SwitchAccountParts): Routes {
  const { users } = parts;
  return {
    endpoints: [setRole, changeUser],
    mount(router: Router) {
      mount(router, setRole, async ({ params, body, request }) => {
        const { user, before } = changedAccount(await users.setRole(params.userId, body.role));
        recordPreviousState(request, { role: before.role });
        return presentUser(user);
      });
      mount(router, changeUser, async ({ params, body, caller, request }) => {
        const { wasDisabled, ...answer } = await switchAccount(params.userId, body.disabled, caller, parts);
        recordPreviousState(request, { disabled: wasDisabled });
        return answer;
      });
    },
  };
}
