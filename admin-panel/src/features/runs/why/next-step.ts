import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import type { RunReason } from '@punctual/contracts/runs/run-status';
import type { Scope } from '../../../lib/api/source.ts';
import { JOB_PAGES, RUN_PAGES } from '../../../lib/pages.ts';
import { runsWords } from '../../../lib/strings/runs.ts';

/** The next step after a verdict: a link, or words where there is nothing to press. */
export interface NextStep {
  text: string;
  to: string | null;
}

const words = runsWords.why.steps;

/** Chooses the next step by the reason; a run that went well needs none. Only the owner edits a job. */
export function nextStep(explanation: Explanation, jobId: string, scope: Scope): NextStep | null {
  const { reason, verdict, run } = explanation;
  const job = `${JOB_PAGES[scope]}/${jobId}`;
  const theRun = run ? `${RUN_PAGES[scope]}/${run.id}` : null;
  const edit = (text: string): NextStep | null => (scope === 'own' ? { text, to: `${job}/edit` } : null);
  const steps: Partial<Record<RunReason, NextStep | null>> = {
    OVERLAP: edit(words.overlap),
    MISFIRED: { text: words.runNow, to: job },
    MAX_RUNS: edit(words.edit),
    DISABLED: { text: words.enable, to: job },
    SUPERSEDED: { text: words.changes, to: `${job}?tab=changes` },
    OWNER_DISABLED: scope === 'own' ? { text: words.admin, to: null } : null,
    POISON: { text: words.attempts, to: theRun },
    QUOTA: { text: words.attempts, to: theRun },
    UNKNOWN_OUTCOME: { text: words.again, to: theRun },
  };
  if (reason !== null) return steps[reason] ?? null;
  return verdict === 'PLANNED' || verdict === 'NOT_PLANNED' ? edit(words.edit) : null;
}
