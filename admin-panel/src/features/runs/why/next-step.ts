import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import type { RunReason } from '@punctual/contracts/runs/run-status';
import { runsWords } from '../../../lib/strings/runs.ts';

/** The next step after a verdict: a link, or words where there is nothing to press. */
export interface NextStep {
  text: string;
  to: string | null;
}

const words = runsWords.why.steps;

/** Chooses the next step by the reason; a run that went well needs none. */
export function nextStep({ reason, verdict, run }: Explanation, jobId: string): NextStep | null {
  const job = `/jobs/${jobId}`;
  const steps: Partial<Record<RunReason, NextStep>> = {
    OVERLAP: { text: words.overlap, to: `${job}/edit` },
    MISFIRED: { text: words.runNow, to: job },
    MAX_RUNS: { text: words.edit, to: `${job}/edit` },
    DISABLED: { text: words.enable, to: job },
    SUPERSEDED: { text: words.changes, to: `${job}?tab=changes` },
    OWNER_DISABLED: { text: words.admin, to: null },
    POISON: { text: words.attempts, to: run ? `/runs/${run.id}` : null },
    UNKNOWN_OUTCOME: { text: words.again, to: run ? `/runs/${run.id}` : null },
  };
  if (reason !== null) return steps[reason] ?? null;
  return verdict === 'PLANNED' || verdict === 'NOT_PLANNED' ? { text: words.edit, to: `${job}/edit` } : null;
}
