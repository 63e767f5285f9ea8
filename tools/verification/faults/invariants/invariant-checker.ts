import { brokenPromises } from './acknowledged.ts';
import { checkOrigins, checkRepetitions, checkWindows } from './effect-invariants.ts';
import type { Evidence, Invariant } from './evidence.ts';
import { checkEnds, checkNothingOpen, checkRunKeys, checkSummaries } from './record-invariants.ts';
import { findIllegalPaths } from './run-paths.ts';

const legalPaths: Invariant = ({ paths }) => findIllegalPaths(paths);
const acknowledgedWrites: Invariant = ({ promises, jobs, runs }) => brokenPromises(promises, jobs, runs);
const INVARIANTS: readonly Invariant[] = [
  checkWindows,
  checkOrigins,
  checkRepetitions,
  checkEnds,
  legalPaths,
  checkNothingOpen,
  checkRunKeys,
  checkSummaries,
  acknowledgedWrites,
];

/** Checks all invariants after a fault; returns each violation as a sentence. */
export function checkInvariants(evidence: Evidence): string[] {
  return INVARIANTS.flatMap((law) => law(evidence));
}
