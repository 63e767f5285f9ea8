import { bulkJobs } from '@punctual/contracts/api/job-bulk-contract';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ownedBy } from '../http/scope.ts';
import type { BulkJobs } from './bulk-jobs.ts';

export function bulkRoutes(bulk: BulkJobs, once: Idempotency): Routes {
  const handle: Maker<typeof bulkJobs> = ({ body, caller, context }, creation) =>
    bulk.handle(ownedBy(caller), body, { caller, context }, creation);
  return {
    endpoints: [bulkJobs],
    mount: (router: Router) => mount(router, bulkJobs, once.handler(bulkJobs, handle)),
  };
}
