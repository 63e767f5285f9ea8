import {
  adminRemoveSecondFactor,
  confirmSecondFactor,
  getSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  setUpSecondFactor,
} from '@punctual/contracts/api/second-factor-contract';
import { requireVerified } from '../../http/require-verified.ts';
import { mount } from '../../http/route.ts';
import type { Router, Routes } from '../../http/router.ts';
import type { SecondFactorStateOf } from './second-factor-state.ts';
import type { SecondFactors } from './second-factors.ts';

/** Routes by which users set up a second factor for their logins, and administrators help those who have lost it. */
export function secondFactorRoutes(factors: SecondFactors, stateOf: SecondFactorStateOf): Routes {
  return {
    endpoints: [
      getSecondFactor,
      setUpSecondFactor,
      confirmSecondFactor,
      renewRecoveryCodes,
      removeSecondFactor,
      adminRemoveSecondFactor,
    ],
    mount(router: Router) {
      mount(router, getSecondFactor, async ({ caller: { user } }) => ({
        state: stateOf(user),
        available: factors.isAvailable,
        since: user.secondFactor?.since.toISOString() ?? null,
        recoveryCodesLeft: user.secondFactor?.recoveryCodes.length ?? 0,
      }));
      mount(router, setUpSecondFactor, async ({ caller, body, request }) => {
        // Whoever registers the address of somebody else must not lock its owner out.
        requireVerified(caller);
        return factors.offer(caller, body.password, request.ip ?? null);
      });
      mount(router, confirmSecondFactor, async ({ caller, body }) => ({
        recoveryCodes: await factors.confirm(caller, body.code),
      }));
      mount(router, renewRecoveryCodes, async ({ caller, body, request }) => ({
        recoveryCodes: await factors.renewRecoveryCodes(caller, body, request.ip ?? null),
      }));
      mount(router, removeSecondFactor, ({ caller, body, request }) =>
        factors.remove(caller, body, request.ip ?? null),
      );
      mount(router, adminRemoveSecondFactor, ({ params, caller }) =>
        factors.removeOf(params.userId, caller.userId),
      );
    },
  };
}
