import { DEFAULT_LANGUAGE, type Language } from '../language.ts';
import { formatUtc, type KindContext, resolveKind } from './resolve-kind.ts';
import type { Schedule, ScheduleInput } from './schedule.ts';
import { checkCommonFields, checkTiming, type ScheduleIssue } from './schedule-checks.ts';
import { DEFAULT_MIN_INTERVAL_MS, SCHEDULE_DEFAULTS } from './schedule-defaults.ts';

/**
 * `now`: the clock of this operation. `seed`: makes jitter differ between jobs. `previous`: the schedule that this one
 * replaces; fields that are not given again and do not change keep its start (its phase) and its seed. `language`: that
 * of the issues, English where none is named.
 */
export type ResolutionContext = KindContext & { seed: string; minIntervalMs?: number; language?: Language };
export type ScheduleResolution = { ok: true; schedule: Schedule } | { ok: false; issues: ScheduleIssue[] };

/**
 * Makes a schedule explicit and checks what its values mean. Issues carry a path inside the schedule ("expression",
 * "dst.gap"), a sentence for the user, and for expressions the position of what is wrong.
 * A schedule equal to `previous` is accepted as it is, even if its time has passed by now.
 */
export function resolveSchedule(input: ScheduleInput, context: ResolutionContext): ScheduleResolution {
  const { language = DEFAULT_LANGUAGE } = context;
  const kind = resolveKind(input, { ...context, language });
  const early = checkCommonFields(input, language);
  if (Array.isArray(kind)) return { ok: false, issues: [...kind, ...early] };
  if (early.length > 0) return { ok: false, issues: early };
  const schedule: Schedule = {
    ...kind.fields,
    startAt: kind.startAt,
    endAt: input.endAt == null ? null : formatUtc(input.endAt),
    maxRuns: input.maxRuns ?? null,
    jitterMs: input.jitterMs ?? SCHEDULE_DEFAULTS.jitterMs,
    dst: {
      gap: input.dst?.gap ?? SCHEDULE_DEFAULTS.dst.gap,
      overlap: input.dst?.overlap ?? SCHEDULE_DEFAULTS.dst.overlap,
    },
    seed: context.previous?.seed ?? context.seed,
  };
  if (context.previous && isSame(schedule, context.previous)) return { ok: true, schedule };
  const minIntervalMs = context.minIntervalMs ?? DEFAULT_MIN_INTERVAL_MS;
  const issues = checkTiming(schedule, context.now, minIntervalMs, language);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, schedule };
}

function isSame(one: Schedule, other: Schedule): boolean {
  const sorted = (schedule: Schedule) =>
    JSON.stringify({ ...schedule, dst: null }, Object.keys(schedule).sort());
  return (
    sorted(one) === sorted(other) && one.dst.gap === other.dst.gap && one.dst.overlap === other.dst.overlap
  );
}
