import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import { isOccurrence } from '@punctual/contracts/schedules/next-runs';
import { SECOND_MS } from '@punctual/contracts/time';
import { POISON_DEATHS } from '@punctual/engine/runs/suspects';
import { expect } from 'vitest';
import { AHEAD_MS, type Period, STEP_MS } from './acts.ts';
import type { Rig } from './rig.ts';

const NEAR_MS = 4 * SECOND_MS;
/** A run may have waited so long for the longest one. */
const WAITED_MS = 20 * SECOND_MS;
/** An occurrence that is dispatched later than this was missed; less what a look may be late. */
const MISSED_MS = 50 * SECOND_MS;

const within = (at: Date, { from, to }: { from: Date; to: Date | null }, near = 0) =>
  +at >= +from - near && (to === null || +at <= +to + near);
const clockOf = (at: Date) => at.toISOString().slice(11, 19).replace(/:00$/, '');

/** Compares what "why?" says of an instant with what the rig did. */
export function compare(at: Date, told: Explanation, rig: Rig, owner: string): void {
  const say = `${at.toISOString()}: ${told.verdict} ${told.reason}: ${told.sentence}`;
  expect(told.verdict, say).not.toBe('NONE');
  if (rig.underWay.has(told.run?.id ?? '')) expect(told.verdict, say).not.toBe('PENDING');
  comparePlan(at, told, rig, say);
  compareOutage(at, told, rig, say);
  compareBegin(told, rig, say);
  if (told.reason === 'OVERLAP') compareOverlap(at, told, rig, say);
  if (told.reason === 'MISFIRED') compareMissed(at, rig, say);
  if (told.reason === 'DISABLED') compareDisabled(at, told, rig, owner, say);
  if (told.reason === 'SUPERSEDED') compareEdited(at, told, rig, owner, say);
  if (told.verdict === 'FAILED') {
    expect(told.reason, say).toBe('POISON');
    expect(rig.deaths.get(told.run?.id ?? ''), say).toBe(POISON_DEATHS);
    expect(told.sentence, say).toContain(`died ${POISON_DEATHS} times`);
  }
}

/** A change counts for what lies after it. */
const versionAt = (at: Date, { versions }: Rig) => versions.findLast(({ from }) => from < at) ?? versions[0];

function comparePlan(at: Date, { verdict, reason }: Explanation, rig: Rig, say: string): void {
  const version = versionAt(at, rig);
  const isPlanned = version !== undefined && isOccurrence(version.schedule, at);
  if (isPlanned) expect(verdict, say).not.toBe('NOT_PLANNED');
  else if (reason !== 'SUPERSEDED') expect(verdict, say).toBe('NOT_PLANNED');
}

function compareOutage(at: Date, { verdict, outage, sentence }: Explanation, rig: Rig, say: string): void {
  const isDown = rig.down.some(({ from, to }) => +at > +from && +at < +to - NEAR_MS);
  if (isDown && verdict !== 'DISABLED' && verdict !== 'NOT_PLANNED') expect(outage, say).not.toBeNull();
  if (!outage) {
    expect(sentence, say).not.toContain('Punctual was down');
    return;
  }
  expect(
    rig.down.some((one) => within(at, one, NEAR_MS)),
    say,
  ).toBe(true);
  const [from, to] = [new Date(outage.from), new Date(outage.to)];
  expect(sentence, say).toContain(`Punctual was down from ${clockOf(from)} to ${clockOf(to)}`);
  expect(
    rig.down.some(
      (one) =>
        within(from, { from: one.from, to: one.from }, NEAR_MS) &&
        within(to, { from: one.to, to: one.to }, NEAR_MS),
    ),
    say,
  ).toBe(true);
}

function compareBegin({ verdict, sentence, run }: Explanation, rig: Rig, say: string): void {
  const times = rig.underWay.get(run?.id ?? '') ?? [];
  if (verdict !== 'COMPLETED') {
    expect(sentence, say).not.toMatch(/^Ran /);
    return;
  }
  expect(times.at(-1), say).toMatchObject({ lost: false });
  expect(sentence, say).toContain(` at ${clockOf(times[0]?.from ?? new Date(0))}`);
  if (times.length === 1) expect(sentence, say).not.toContain('attempts');
  else expect(sentence, say).toContain(`It took ${times.length} attempts.`);
  const [, other, begun] = /waited for the run of (\S+), which began at ([\d:]+)/.exec(sentence) ?? [];
  if (other)
    expect(
      [...rig.underWay.values()].map(([first]) => first && clockOf(first.from)),
      say,
    ).toContain(begun);
}

function compareOverlap(at: Date, { blockedBy, sentence }: Explanation, rig: Rig, say: string): void {
  const other = rig.underWay.get(blockedBy?.id ?? '')?.find((one) => within(at, one));
  expect(other, say).toBeDefined();
  if (other?.lost) expect(sentence, say).toContain('its worker was lost');
  else expect(sentence, say).not.toContain('lost');
}

function compareMissed(at: Date, rig: Rig, say: string): void {
  // What waited for its turn when the outage began has not begun either, and is judged with the rest.
  const cause = rig.down.find(({ from, to }) => +at >= +from - WAITED_MS && +at <= +to + NEAR_MS);
  expect(cause && +cause.to - +cause.from, say).toBeGreaterThan(MISSED_MS);
}

function compareDisabled(
  at: Date,
  { verdict, change }: Explanation,
  rig: Rig,
  owner: string,
  say: string,
): void {
  // What waited is canceled when the job is disabled; what falls due later finds it disabled.
  const isSo = (one: Period) =>
    +one.from === Date.parse(change?.at ?? '') &&
    (verdict === 'CANCELED' || within(at, one, AHEAD_MS + STEP_MS));
  expect(rig.disabled.some(isSo), say).toBe(true);
  expect(change, say).toMatchObject({ action: 'disable', by: owner });
}

function compareEdited(at: Date, { change }: Explanation, rig: Rig, owner: string, say: string): void {
  // Only what lay ahead and was on record goes.
  const isSo = ({ from }: { from: Date }) =>
    +from === Date.parse(change?.at ?? '') && +at > +from && +at <= +from + AHEAD_MS + STEP_MS;
  expect(rig.versions.some(isSo), say).toBe(true);
  expect(change, say).toMatchObject({ action: 'edit', by: owner });
}
