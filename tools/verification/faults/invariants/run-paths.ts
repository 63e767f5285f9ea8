import {
  isTerminal,
  RUN_CHANGES,
  type RunChangeName,
  type RunReason,
} from '@punctual/contracts/runs/run-status';
import type { RunDocument } from '@punctual/engine/database/documents';

/** Fields of a run that show which way it has gone. */
export type Station = Pick<RunDocument, 'status' | 'reason' | 'fence' | 'attempt'>;

/** Stations of each run by its key, in the order in which they were seen; null: the run was not there any more. */
export type Paths = ReadonlyMap<string, readonly (Station | null)[]>;

const BORN: Station = { status: 'PENDING', reason: null, fence: 0, attempt: 0 };

/** By how much a change raises the fence: a start and whoever takes from a lost worker do, nobody else does. */
const FENCE_STEPS: Partial<Record<RunChangeName, readonly number[]>> = {
  start: [1],
  takeOver: [1],
  giveUp: [0, 1],
  abort: [0, 1],
};
const CHANGES = Object.entries(RUN_CHANGES).map(([name, { from, to, ...more }]) => ({
  from,
  to,
  reasons: 'reasons' in more ? (more.reasons as readonly RunReason[]) : [],
  steps: FENCE_STEPS[name as RunChangeName] ?? [0],
}));

/** Runs that went a way that no legal changes lead, in sentences. */
export function findIllegalPaths(paths: Paths): string[] {
  return [...paths].flatMap(([key, seen]) =>
    seen.flatMap((to, i) => {
      const from = i === 0 ? BORN : seen[i - 1];
      return from && !(to && leads(from, to)) ? [`run ${key} went ${said(from)} → ${said(to)}`] : [];
    }),
  );
}

/** Tells if legal changes, none or several, lead from one to the other. */
function leads(from: Station, to: Station): boolean {
  if (isSame(from, to)) return true;
  if (isTerminal(from.status)) return false;
  // An attempt that was not counted is given back; no other goes away.
  if (to.fence < from.fence || to.attempt < from.attempt - 1) return false;
  return reaches(from, to, new Set());
}

function reaches(from: Pick<Station, 'status' | 'fence'>, to: Station, been: Set<string>): boolean {
  const here = `${from.status} ${from.fence}`;
  if (been.has(here) || from.fence > to.fence) return false;
  been.add(here);
  if (!isTerminal(to.status) && from.status === to.status && from.fence === to.fence) return true;
  return CHANGES.filter((change) => change.from === from.status).some(({ to: status, reasons, steps }) =>
    steps.some((step) => {
      const fence = from.fence + step;
      if (!isTerminal(status)) return reaches({ status, fence }, to, been);
      const explains = to.reason === null || reasons.includes(to.reason);
      return status === to.status && fence === to.fence && explains;
    }),
  );
}

/** Compares the fields that show if a run has moved on. */
export const isSame = (a: Station, b: Station): boolean =>
  a.status === b.status && a.reason === b.reason && a.fence === b.fence && a.attempt === b.attempt;

const said = (at: Station | null | undefined): string =>
  at
    ? `${at.status}${at.reason ? ` (${at.reason})` : ''} fence ${at.fence} attempt ${at.attempt}`
    : 'nowhere';
