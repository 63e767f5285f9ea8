import { useEffect, useRef } from 'react';
import { announce } from '../../../../lib/announce.ts';
import { summaryWords } from '../../../../lib/strings/form-summary.ts';
import { figure } from '../../../../lib/strings/plural.ts';
import { inOwnClock } from '../../../../lib/time/clock-words.ts';
import { durationText } from '../../../../lib/time/durations.ts';
import { instantText } from '../../../../lib/time/instants.ts';
import type { JobForm } from '../fields.ts';
import { ClockChanges } from './clock-changes.tsx';
import classes from './preview.module.css';
import { manyPerDay } from './preview-rows.ts';
import { PreviewTable } from './preview-table.tsx';
import type { PreviewState } from './use-preview.ts';

const words = summaryWords.preview;

interface Props {
  form: JobForm;
  preview: PreviewState;
  count: number;
  onCount: (count: number) => void;
}

/**
 * Shows when the job will run, and what is unexpected of it. A known answer stays, dimmed, until a newer one
 * is there.
 */
export function PreviewBlock({ form, preview, count, onCount }: Props) {
  const { shown, isCurrent, problem } = preview;
  const { afterMs, kind, mode, zone } = form.values;
  const emails = kind === 'email' ? manyPerDay(shown?.next ?? []) : null;
  const isAfter = mode === 'once' && afterMs !== null;
  const isOld = shown !== null && !isCurrent && !isAfter;
  useAnnounced(preview, zone);
  return (
    <section className={classes.block} aria-labelledby="next-runs">
      <h3 id="next-runs">{words.title}</h3>
      <div className={classes.answer} data-dimmed={isOld || undefined} aria-busy={isOld}>
        {isAfter || shown === null ? (
          <p className={classes.empty}>{isAfter ? words.after(durationText(afterMs)) : words.none}</p>
        ) : (
          <PreviewTable next={shown.next} zone={zone} count={count} onCount={onCount} />
        )}
      </div>
      {problem !== null && <p className={classes.warning}>{problem.message}</p>}
      {emails !== null && <p className={classes.warning}>{words.manyEmails(figure(emails))}</p>}
      {problem === null && !isAfter && shown !== null && (
        <div data-dimmed={!isCurrent || undefined} className={classes.notes}>
          {shown.warnings
            .filter(({ code }) => code !== 'CLOCK_CHANGE')
            .map(({ message }) => (
              <p key={message} className={classes.warning}>
                {inOwnClock(message)}
              </p>
            ))}
          <ClockChanges form={form} warnings={shown.warnings} />
        </div>
      )}
    </section>
  );
}

/** Announces an answer that is there to stay; not the one that the page opens with. */
function useAnnounced({ shown, isCurrent }: PreviewState, zone: string): void {
  const at = isCurrent ? shown?.next[0]?.at : undefined;
  const isFirst = useRef(true);
  useEffect(() => {
    if (at === undefined) return;
    if (!isFirst.current) announce(words.said(instantText(new Date(at), zone)));
    isFirst.current = false;
  }, [at, zone]);
}
