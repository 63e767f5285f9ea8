import { type ServiceState, serviceState } from '@punctual/contracts/api/service-contract';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import type { Parts } from './parts.ts';

/** Every open page asks: the answer is good for so long (ms). */
const KEPT_MS = 2_000;

/**
 * @param mailCaughtAt the page that shows mail, where it is caught; null where it is delivered
 * @param forAdmins lists what administrators are told beside what does not work for all
 */
export function serviceRoutes(
  parts: Parts,
  mailCaughtAt: string | null,
  forAdmins: () => ServiceState['notices'],
): Routes {
  let kept: { until: number; notices: Promise<ServiceState['notices']> } | null = null;
  const notices = () => {
    const now = performance.now();
    if (!kept || now >= kept.until) kept = { until: now + KEPT_MS, notices: parts.notices() };
    return kept.notices;
  };
  return {
    endpoints: [serviceState],
    mount: (router: Router) =>
      mount(router, serviceState, async ({ caller }) => {
        const more = caller.role === 'admin' && !caller.apiKey ? forAdmins() : [];
        return { notices: [...(await notices()), ...more], mailCaughtAt };
      }),
  };
}
