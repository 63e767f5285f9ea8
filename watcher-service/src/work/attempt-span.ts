import type { RunDocument } from '@punctual/engine/database/documents';
import type { RunTransition } from '@punctual/engine/runs/run-transition';
import type { Ended, Work } from '@punctual/engine/telemetry/tracer';

/** Describes one attempt at a run in a trace, without the data of the run. */
export function attemptSpan(run: RunDocument, context: string | undefined): Work {
  const facts = {
    'punctual.run.id': run._id.toHexString(),
    'punctual.job.id': run.jobId.toHexString(),
    'punctual.attempt': run.attempt,
    'punctual.task.type': run.snapshot.task.type,
    'punctual.trigger': run.trigger,
  };
  return { name: `run ${run.snapshot.task.type}`, facts, context };
}

/** Describes the end of an attempt. Null: the run was lost on the way, and another process has it. */
export function endOfSpan(ending: RunTransition | null): Ended {
  if (!ending) return { facts: { 'punctual.change': 'lost' }, error: 'The run was lost.' };
  const { change, attempt } = ending;
  const failed =
    attempt && attempt.outcome !== 'COMPLETED' ? `${attempt.outcome} ${attempt.code ?? ''}`.trim() : null;
  return { facts: { 'punctual.change': change }, error: failed };
}
