import { bulkJobs } from '@punctual/contracts/api/job-bulk-contract';
import { forbidden } from '@punctual/engine/platform/errors';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ownedBy } from '../http/scope.ts';
import { type BulkParts, bulk } from './bulk-jobs.ts';

export function bulkRoutes(parts: BulkParts & { once: Idempotency }): Routes {
  const change: Maker<typeof bulkJobs> = async ({ body, caller }, making) => {
    const { action, ids, filter = {}, cursor } = body;
    // Its scope is that of changing jobs; what runs them needs the one that a single run needs.
    if (action === 'run' && caller.apiKey && !caller.apiKey.scopes.includes('runs:write'))
      throw forbidden('This API key lacks the scope runs:write.');
    const which = ids ? { ids } : { filter, cursor };
    const actor = { by: caller.userId, at: parts.clock.now() };
    return bulk({ whose: ownedBy(caller), action, which, actor, making }, parts);
  };
  return {
    endpoints: [bulkJobs],
    mount: (router: Router) => mount(router, bulkJobs, parts.once.handler(bulkJobs, change)),
  };
}
