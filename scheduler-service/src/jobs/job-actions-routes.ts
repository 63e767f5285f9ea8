import {
  deleteJob,
  disableJob,
  editJob,
  enableJob,
  replaceJob,
  runJob,
} from '@punctual/contracts/api/job-actions-contract';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Caller } from '../http/caller.ts';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ownedBy } from '../http/scope.ts';
import { applyEdit, type ChangeJobParts } from './change-job.ts';
import { type DialectMode, translateJobDialect } from './dialects/job-dialects.ts';
import type { JobActions } from './job-actions.ts';
import { refuseNotAvailable } from './not-available.ts';

export interface JobActionsRoutesParts extends ChangeJobParts {
  actions: JobActions;
  once: Idempotency;
  clock: Clock;
}

export function jobActionsRoutes(parts: JobActionsRoutesParts): Routes {
  const { actions, once, clock } = parts;
  const edit: Handler<typeof editJob | typeof replaceJob> = async (call) => {
    const { body, caller } = call;
    refuseNotAvailable(body);
    const now = clock.now();
    return actions.change(ownedBy(caller), call, now, (job) => applyEdit(job, body, caller, now, parts));
  };
  const run: Maker<typeof runJob> = (call, making) => actions.run(ownedBy(call.caller), call, making);
  const translate =
    (mode: DialectMode) =>
    (body: unknown, { user }: Caller) =>
      translateJobDialect(body, { defaultTimezone: user.timezone, now: clock.now() }, mode);

  return {
    endpoints: [editJob, replaceJob, deleteJob, enableJob, disableJob, runJob],
    mount(router: Router) {
      mount(router, editJob, edit, translate('change'));
      mount(router, replaceJob, edit, translate('job'));
      mount(router, deleteJob, (call) => actions.remove(ownedBy(call.caller), call));
      mount(router, enableJob, (call) => actions.enable(ownedBy(call.caller), call));
      mount(router, disableJob, (call) => actions.disable(ownedBy(call.caller), call));
      mount(router, runJob, once.handler(runJob, run));
    },
  };
}
