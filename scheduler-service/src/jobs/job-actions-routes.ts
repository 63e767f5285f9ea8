import {
  deleteJob,
  disableJob,
  editJob,
  enableJob,
  replaceJob,
} from '@punctual/contracts/api/job-actions-contract';
import { splitReadBack } from '@punctual/contracts/jobs/job-as-read';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Caller } from '../http/caller.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ownedBy } from '../http/scope.ts';
import { type DialectMode, translateJobDialect } from './dialects/job-dialects.ts';
import type { JobActions } from './job-actions.ts';

export function jobActionsRoutes(actions: JobActions, clock: Clock): Routes {
  const edit: Handler<typeof editJob | typeof replaceJob> = async (call) => {
    const [edit, readBack] = splitReadBack(call.body);
    return actions.edit(ownedBy(call.caller), call, edit, readBack);
  };
  const translate =
    (mode: DialectMode) =>
    (body: unknown, { user }: Caller) =>
      translateJobDialect(body, { defaultTimezone: user.timezone, now: clock.now() }, mode);

  return {
    endpoints: [editJob, replaceJob, deleteJob, enableJob, disableJob],
    mount(router: Router) {
      mount(router, editJob, edit, translate('change'));
      mount(router, replaceJob, edit, translate('job'));
      mount(router, deleteJob, (call) => actions.remove(ownedBy(call.caller), call));
      mount(router, enableJob, (call) => actions.enable(ownedBy(call.caller), call));
      mount(router, disableJob, (call) => actions.disable(ownedBy(call.caller), call));
    },
  };
}
