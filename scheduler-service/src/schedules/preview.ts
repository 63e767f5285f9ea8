import type { Answer, Taking } from '@punctual/contracts/api/endpoint';
import { previewSchedule } from '@punctual/contracts/api/schedules-contract';
import { describeSchedule } from '@punctual/contracts/schedules/describe/describe';
import { scheduleInput } from '@punctual/contracts/schedules/schedule';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import type { ScheduleComputer } from '../computing/schedule-computer.ts';
import type { Caller } from '../http/caller.ts';
import type { ScheduleResolver } from '../jobs/schedule-resolver.ts';
import { getDisplayZone } from './display-zone.ts';

/**
 * The endpoint as it is validated: texts are translated before, so that an error of an object is reported at
 * its field and not as "either a text or an object".
 */
export const validatedPreview = {
  ...previewSchedule,
  body: previewSchedule.body.extend({ schedule: scheduleInput }),
};

type PreviewRequest = Taking<typeof validatedPreview>['body'];

/** Translates a schedule that is a text: it is cron in the zone of the user. */
export function translatePreview(body: unknown): unknown {
  const isText =
    typeof body === 'object' && body !== null && 'schedule' in body && typeof body.schedule === 'string';
  return isText ? { ...body, schedule: { kind: 'cron', expression: body.schedule } } : body;
}

/** Previews a schedule. The module that says when its runs will be is the one that makes them. */
export async function preview(
  request: PreviewRequest,
  caller: Caller,
  now: Date,
  schedules: ScheduleResolver,
  computer: ScheduleComputer,
): Promise<Answer<typeof previewSchedule>> {
  const { language, user: account } = caller;
  const { timezone } = account;
  const user = caller.userId.toHexString();
  const schedule = await schedules.resolve(request.schedule, caller, now);
  const zone = getDisplayZone(schedule, timezone);
  const after = request.after ? new Date(request.after) : now;
  const next = await computer.compute(user, 'nextRuns', schedule, after, request.count, schedule.maxRuns);
  return {
    description: describeSchedule(schedule, language, { timezone }),
    next: next.map(({ at, note }) => ({
      at: at.toISOString(),
      local: localIso(at, zone),
      note: note ?? null,
    })),
    warnings: await computer.compute(user, 'scheduleWarnings', schedule, now, language),
  };
}
