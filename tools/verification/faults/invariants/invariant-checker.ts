import { brokenPromises } from './acknowledged.ts';
import { checkRepetitions, checkOrigins, checkWindows } from './effect-invariants.ts';
import type { Evidence, Invariant } from './evidence.ts';
import { checkEnds, checkRunKeys, checkNothingOpen, checkSummaries } from './record-invariants.ts';
import { findIllegalPaths } from './run-paths.ts';

const legalPaths: Invariant = ({ paths }) => findIllegalPaths(paths);
const acknowledgedWrites: Invariant = ({ promises, jobs, runs }) => brokenPromises(promises, jobs, runs);
const INVARIANTS: readonly Invariant[] = [checkWindows, checkOrigins, checkRepetitions, checkEnds, legalPaths, checkNothingOpen, checkRunKeys, checkSummaries, acknowledgedWrites];

/** What is not as it must be after a fault, in sentences; nothing when all is well. */
export function checkInvariants(evidence: Evidence): string[] {
  return INVARIANTS.flatMap((law) => law(evidence));
}
