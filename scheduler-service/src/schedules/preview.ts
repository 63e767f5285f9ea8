import type { Answer, Taking } from '@punctual/contracts/api/endpoint';
import { previewSchedule } from '@punctual/contracts/api/schedules-contract';
import { describeSchedule } from '@punctual/contracts/schedules/describe/describe';
import { nextRuns } from '@punctual/contracts/schedules/next-runs';
import { scheduleInput } from '@punctual/contracts/schedules/schedule';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import { scheduleWarnings } from '@punctual/contracts/schedules/warnings';
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
export function preview(
  request: PreviewRequest,
  timezone: string,
  now: Date,
  schedules: ScheduleResolver,
): Answer<typeof previewSchedule> {
  const schedule = schedules.resolve(request.schedule, timezone, now);
  const zone = getDisplayZone(schedule, timezone);
  const after = request.after ? new Date(request.after) : now;
  return {
    description: describeSchedule(schedule, { timezone }),
    next: nextRuns(schedule, after, request.count, schedule.maxRuns).map(({ at, note }) => ({
      at: at.toISOString(),
      local: localIso(at, zone),
      note: note ?? null,
    })),
    warnings: scheduleWarnings(schedule, now),
  };
}
