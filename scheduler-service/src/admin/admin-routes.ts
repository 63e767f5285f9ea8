import { changeUser, setRole } from '@punctual/contracts/api/admin-contract';
import { presentUser } from '../accounts/user-presenter.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { changedAccount } from './changed-account.ts';
import { type SwitchAccountParts, switchAccount } from './switch-account.ts';

export function adminRoutes(parts: SwitchAccountParts): Routes {
  const { users } = parts;
  return {
    endpoints: [setRole, changeUser],
    mount(router: Router) {
      mount(router, setRole, async ({ params, body, context }) => {
        const { user, before } = changedAccount(await users.setRole(params.userId, body.role));
        context.recordPreviousState({ role: before.role });
        return presentUser(user);
      });
      mount(router, changeUser, async ({ params, body, caller, context }) => {
        const { wasDisabled, ...answer } = await switchAccount(params.userId, body.disabled, caller, parts);
        context.recordPreviousState({ disabled: wasDisabled });
        return answer;
      });
    },
  };
}
