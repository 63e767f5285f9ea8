import type { AdminOverviewView, OverviewView, WindowName } from '@punctual/contracts/api/overview-contract';
import { CAUSE_WORDS } from '@punctual/contracts/jobs/action-causes';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import { latenessText, punctuality } from '../../lib/time/lateness.ts';
import { agoText } from '../../lib/time/since.ts';
import { spanOf } from './overview-window.ts';

/** Something that needs attention: what it is, its consequence, and where to look. */
export interface AttentionItem {
  key: string;
  kind: 'failed' | 'late' | 'down';
  text: string;
  detail: string;
  to: string | null;
}

/** Failing jobs that are named; the others are counted. */
const NAMED = 3;

/** Formats how long ago an instant was by the server's clock. */
export const sinceText = (at: string, now: string): string => agoText(Date.parse(at), Date.parse(now));

type Figures = Pick<OverviewView, 'failing' | 'overdue' | 'oldestOverdueAt' | 'lateness' | 'to'>;

/** Lists what is wrong with jobs now, the worst first; nothing that is over. */
export function attentionOf(view: Figures, window: WindowName, jobPath: string): AttentionItem[] {
  return [...overdueItems(view), ...failingItems(view, window, jobPath), ...lateItems(view)];
}

function overdueItems({ overdue, oldestOverdueAt, to }: Figures): AttentionItem[] {
  if (overdue === 0) return [];
  const detail = oldestOverdueAt === null ? '' : words.overdueDetail(sinceText(oldestOverdueAt, to));
  return [{ key: 'overdue', kind: 'late', text: words.overdue(overdue), detail, to: null }];
}

function failingItems({ failing, to }: Figures, window: WindowName, jobPath: string): AttentionItem[] {
  const now = failing.filter(({ isFailing }) => isFailing);
  const named = now.slice(0, NAMED).map(({ job, failed, lastFailedAt, stoppedFor }): AttentionItem => {
    const ago = sinceText(lastFailedAt, to);
    const text = stoppedFor ? words.stopped(job.name) : words.failing(job.name);
    const detail = stoppedFor
      ? words.stoppedDetail(CAUSE_WORDS[stoppedFor], ago)
      : words.failingDetail(failed, spanOf(window), ago);
    return { key: job.id, kind: 'failed', text, detail, to: `${jobPath}/${job.id}` };
  });
  const more = now.length - named.length;
  if (more === 0) return named;
  return [...named, { key: 'more', kind: 'failed', text: words.moreFailing(more), detail: '', to: null }];
}

function lateItems({ lateness }: Figures): AttentionItem[] {
  if (lateness === null || punctuality(lateness.p99) !== 'late') return [];
  const detail = words.lateDetail(latenessText(lateness.p50));
  return [{ key: 'late', kind: 'late', text: words.late(latenessText(lateness.p99)), detail, to: null }];
}

/**
 * Lists what is wrong with the parts that do the work. Processes of a part count as there while one of them
 * is.
 */
export function partsAttention(view: AdminOverviewView): AttentionItem[] {
  const { watchers, workers, to, queueDepth } = view;
  const down = (key: string, text: string, detail: string): AttentionItem => ({
    key,
    kind: 'down',
    text,
    detail,
    to: '/admin/health',
  });
  const items: AttentionItem[] = [];
  if (!watchers.some(isThere))
    items.push(down('watch', words.noWatcher(lastHeard(watchers, to)), words.noWatcherDetail));
  if (!workers.some(isThere))
    items.push(down('work', words.noWorker(lastHeard(workers, to)), words.noWorkerDetail));
  if (queueDepth === null) items.push(down('queue', words.queueAway, words.queueAwayDetail));
  if (items.length > 0) return items;
  const gone = distinct([...watchers, ...workers]).filter((one) => !isThere(one));
  return gone.map((one) =>
    down(
      one.name,
      words.lostProcess(placeOf(one), sinceText(one.lastHeartbeatAt, to)),
      words.lostProcessDetail,
    ),
  );
}

type Process = AdminOverviewView['watchers'][number];

const isThere = ({ state }: Process): boolean => state === 'alive';

/** Names a process by its place: "host/4711". */
export const placeOf = ({ host, pid }: Pick<Process, 'host' | 'pid'>): string => `${host}/${pid}`;

/** Formats how long ago any of them last reported; null where there is none at all. */
export function lastHeard(processes: readonly Process[], now: string): string | null {
  const beats = processes.map(({ lastHeartbeatAt }) => lastHeartbeatAt).sort();
  const last = beats.at(-1);
  return last === undefined ? null : sinceText(last, now);
}

/** Lists each process once: one may watch and work. */
export const distinct = (processes: readonly Process[]): Process[] => [
  ...new Map(processes.map((process) => [process.name, process])).values(),
];
