import { broken } from './acknowledged.ts';
import { counts, origins, windows } from './effect-invariants.ts';
import type { Evidence, Law } from './evidence.ts';
import { ends, keys, rest, summaries } from './record-invariants.ts';
import { illegalPaths } from './run-paths.ts';

const ways: Law = ({ paths }) => illegalPaths(paths);
const acknowledged: Law = ({ promises, jobs, runs }) => broken(promises, jobs, runs);
const LAWS: readonly Law[] = [windows, origins, counts, ends, ways, rest, keys, summaries, acknowledged];

/** What is not as it must be after a fault, in sentences; nothing when all is well. */
export function judge(evidence: Evidence): string[] {
  return LAWS.flatMap((law) => law(evidence));
}
