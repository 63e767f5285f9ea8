import { randomUUID } from 'node:crypto';
import type { Answer, Taking } from '@punctual/contracts/api/endpoint';
import { previewSchedule } from '@punctual/contracts/api/schedules-contract';
import { describeSchedule } from '@punctual/contracts/schedules/describe/describe';
import { nextRuns } from '@punctual/contracts/schedules/next-runs';
import { scheduleInput } from '@punctual/contracts/schedules/schedule';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import { scheduleWarnings } from '@punctual/contracts/schedules/warnings';
import { resolveJobSchedule } from '../jobs/resolve-schedule.ts';
import { zoneOf } from './zone-of.ts';

/**
 * The endpoint as it is checked: texts are translated before, so that what is wrong with an object is said at
 * the field and not of "either a text or an object".
 */
export const checkedPreview = {
  ...previewSchedule,
  body: previewSchedule.body.extend({ schedule: scheduleInput }),
};

type Question = Taking<typeof checkedPreview>['body'];

/** A schedule that is a text is cron in the zone of the user. */
export function translatePreview(body: unknown): unknown {
  const isText =
    typeof body === 'object' && body !== null && 'schedule' in body && typeof body.schedule === 'string';
  return isText ? { ...body, schedule: { kind: 'cron', expression: body.schedule } } : body;
}

export interface PreviewContext {
  now: Date;
  timezone: string;
  minIntervalMs: number;
}

/** What a schedule means: the same module that makes the runs says when they will be. */
export function preview(
  question: Question,
  { now, timezone, minIntervalMs }: PreviewContext,
): Answer<typeof previewSchedule> {
  const settings = { now, seed: randomUUID(), defaultTimezone: timezone, minIntervalMs };
  const schedule = resolveJobSchedule(question.schedule, settings);
  const zone = zoneOf(schedule, timezone);
  const after = question.after ? new Date(question.after) : now;
  return {
    description: describeSchedule(schedule, { timezone }),
    next: nextRuns(schedule, after, question.count).map(({ at, note }) => ({
      at: at.toISOString(),
      local: localIso(at, zone),
      note: note ?? null,
    })),
    warnings: scheduleWarnings(schedule, now),
  };
}
