import { changeUser, setRole } from '@punctual/shared/api/admin-contract';
import type { Router } from 'express';
import { presentUser } from '../auth/user-presenter.ts';
import type { Routes } from '../http/app.ts';
import { mount } from '../http/route.ts';
import { changedAccount } from './changed-account.ts';
import { type SwitchAccountParts, switchAccount } from './switch-account.ts';

export function adminRoutes(parts: SwitchAccountParts): Routes {
  const { users } = parts;
  return {
    endpoints: [setRole, changeUser],
    mount(router: Router) {
      mount(router, setRole, async ({ params, body }) => {
        return presentUser(changedAccount(await users.setRole(params.userId, body.role)));
      });
      mount(router, changeUser, ({ params, body, caller }) =>
        switchAccount(params.userId, body.disabled, caller, parts),
      );
    },
  };
}
