import { randomUUID } from 'node:crypto';
import type { Answer, Taking } from '@punctual/shared/api/endpoint';
import type { previewSchedule } from '@punctual/shared/api/schedules-contract';
import { describeSchedule } from '@punctual/shared/schedules/describe';
import { nextRuns } from '@punctual/shared/schedules/next-runs';
import type { ScheduleInput } from '@punctual/shared/schedules/schedule';
import { scheduleWarnings } from '@punctual/shared/schedules/warnings';
import { localIso } from '@punctual/shared/schedules/zones';
import { completed } from './complete.ts';
import { zoneOf } from './zone-of.ts';

type Question = Taking<typeof previewSchedule>['body'];

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
  const input: ScheduleInput =
    typeof question.schedule === 'string'
      ? { kind: 'cron', expression: question.schedule }
      : question.schedule;
  const schedule = completed(input, { now, seed: randomUUID(), defaultTimezone: timezone, minIntervalMs });
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
