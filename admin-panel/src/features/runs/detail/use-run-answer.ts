import { useQuery } from '@tanstack/react-query';
import type { Scope } from '../../../lib/api/source.ts';
import { runsWords as words } from '../../../lib/strings/runs.ts';
import { inOwnClock } from '../../../lib/time/clock-words.ts';
import { punctuality } from '../../../lib/time/lateness.ts';
import { explanationQuery } from '../api/explain-instant.ts';
import type { OneRun } from '../api/get-run.ts';
import { runAnswer } from './run-answer.ts';

/**
 * Gives the outcome of a run in a sentence. For one that ran late it is the server's, which names what it waited for as
 * far as that is on record, or else the panel's own; null until the server has answered: a longer sentence that took
 * the place of a shorter one would push all that stands below it.
 */
export function useRunAnswer(run: OneRun, zone: string, scope: Scope): string | null {
  const { data, isLoading, failureCount } = useQuery({
    ...explanationQuery(scope, run.jobId, { at: run.scheduledFor }),
    enabled: ranLate(run),
  });
  if (isLoading && failureCount === 0) return null;
  if (!ranLate(run) || data?.run?.id !== run.id) return runAnswer(run, zone);
  return [inOwnClock(data.sentence), ...(run.taskType === 'email' ? [words.mailTakenSentence] : [])].join(
    ' ',
  );
}

/** Says if it did its work, and began late. By hand there is no time at which it should have begun. */
const ranLate = ({ status, lateness, trigger }: OneRun): boolean =>
  status === 'COMPLETED' &&
  trigger !== 'manual' &&
  trigger !== 'rerun' &&
  punctuality(lateness ?? 0) !== 'onTime';
