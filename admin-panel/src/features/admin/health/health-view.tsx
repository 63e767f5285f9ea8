import { IconAlertOctagonFilled, IconCircleCheckFilled, IconClockExclamation } from '@tabler/icons-react';
import { BlockError } from '../../../components/block-error.tsx';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import { usePolledQuery } from '../../../lib/live/polled-query.ts';
import { adminWords } from '../../../lib/strings/admin.ts';
import { overviewWords } from '../../../lib/strings/overview.ts';
import { figure } from '../../../lib/strings/plural.ts';
import { overviewQuery } from '../../overview/api/overview.ts';
import { sinceText } from '../../overview/attention.ts';
import { Block } from '../../overview/block.tsx';
import { Figure } from '../../overview/figures.tsx';
import { LimitsTable } from '../../overview/limits-table.tsx';
import figures from '../../overview/system-figures.module.css';
import { readyQuery } from '../api/readiness.ts';
import own from './health.module.css';
import { sentenceOf } from './health-sentence.ts';
import { PartsTable } from './parts-table.tsx';

const words = adminWords.health;
/** The interval of the processes' heartbeats. */
const BEAT_MS = 5_000;
const SIGNS = { well: IconCircleCheckFilled, watch: IconClockExclamation, bad: IconAlertOctagonFilled };

/** Shows the state of the parts that carry the work, and what waits for them. */
export function HealthView() {
  const system = usePolledQuery(overviewQuery('all', '1h'), BEAT_MS);
  const readiness = usePolledQuery(readyQuery, BEAT_MS);
  if (system.data === undefined)
    return system.isError ? (
      <BlockError message={words.error} error={system.error} onRetry={() => void system.refetch()} />
    ) : (
      <SkeletonRows rows={6} height={56} />
    );
  const view = system.data;
  const needs = readiness.data ?? null;
  const { grade, text } = sentenceOf(view, needs);
  const Sign = SIGNS[grade];
  const oldest = view.oldestOverdueAt === null ? null : sinceText(view.oldestOverdueAt, view.to);
  return (
    <div className={own.health}>
      <p className={own.sentence} data-grade={grade} role="status">
        <Sign size={24} aria-hidden />
        {text}
      </p>
      <PartsTable view={view} needs={needs} />
      <p className={own.note}>{words.forgotten}</p>
      <Block title={words.queue}>
        <dl className={figures.figures}>
          <Figure label={words.queueDepth}>
            {view.queueDepth === null ? words.unknown : figure(view.queueDepth)}
          </Figure>
          <Figure label={words.dueNow}>{figure(view.dueNow)}</Figure>
          <Figure label={words.overdue} {...(oldest === null ? {} : { note: words.oldest(oldest) })}>
            {figure(view.overdue)}
          </Figure>
        </dl>
      </Block>
      <Block title={overviewWords.limits}>
        <LimitsTable />
      </Block>
    </div>
  );
}
