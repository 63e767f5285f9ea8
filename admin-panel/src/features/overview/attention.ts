import type { AdminOverviewView, OverviewView } from '@punctual/contracts/api/overview-contract';
import { CAUSE_WORDS } from '@punctual/contracts/jobs/action-causes';
import { language } from '../../lib/strings/language.ts';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import { durationText } from '../../lib/time/durations.ts';
import { latenessText, punctuality } from '../../lib/time/lateness.ts';
import { agoText } from '../../lib/time/since.ts';

/** Something that needs attention: what it is, whose, its consequence, and where to look. */
export interface AttentionItem {
  key: string;
  kind: 'failed' | 'late' | 'down';
  text: string;
  /** The owner's address, where jobs of all owners are shown. */
  owner?: string;
  detail: string;
  to: string | null;
}

/** Failing jobs that are named; the others are counted. */
const NAMED = 3;
/** Parts of the window in which runs that were late count as late now. */
const RECENT = 2;
/** With fewer runs one in a hundred is none. */
const MANY = 100;

/** Formats how long ago an instant was by the server's clock. */
export const sinceText = (at: string, now: string): string => agoText(Date.parse(at), Date.parse(now));

type FailingRow =
  | OverviewView['failingNow']['jobs'][number]
  | AdminOverviewView['failingNow']['jobs'][number];
type Figures = Pick<OverviewView, 'overdue' | 'oldestOverdueAt' | 'buckets' | 'to'> & {
  failingNow: Omit<OverviewView['failingNow'], 'jobs'> & { jobs: readonly FailingRow[] };
};

/** The addresses of the lists that counts lead to. */
interface Lists {
  jobs: string;
  runs: string;
}
export const OWN_LISTS: Lists = { jobs: '/jobs', runs: '/runs' };
export const ALL_LISTS: Lists = { jobs: '/admin/jobs', runs: '/admin/runs' };

/** Lists what is wrong with jobs now, the worst first; nothing that is over. */
export function attentionOf(view: Figures, lists: Lists): AttentionItem[] {
  return [...overdueItems(view), ...failingItems(view, lists.jobs), ...lateItems(view, lists.runs)];
}

function overdueItems({ overdue, oldestOverdueAt, to }: Figures): AttentionItem[] {
  if (overdue === 0) return [];
  const detail = oldestOverdueAt === null ? '' : words.overdueDetail(sinceText(oldestOverdueAt, to));
  return [{ key: 'overdue', kind: 'late', text: words.overdue(overdue), detail, to: null }];
}

/** Names the newest failures, and counts the others as the list of failing jobs does, to which it leads. */
function failingItems({ failingNow, to }: Figures, jobPath: string): AttentionItem[] {
  const { jobs, total, totalIsCapped } = failingNow;
  const named = jobs.slice(0, NAMED).map((row: FailingRow): AttentionItem => {
    const { job, lastFailedAt, stoppedFor } = row;
    const ago = sinceText(lastFailedAt, to);
    return {
      key: job.id,
      kind: 'failed',
      text: stoppedFor ? words.stopped(job.name) : words.failing(job.name),
      ...('owner' in row && { owner: row.owner.email }),
      detail: stoppedFor
        ? words.stoppedDetail(CAUSE_WORDS[language][stoppedFor], ago)
        : words.failingDetail(row.failuresInRow, ago),
      to: `${jobPath}/${job.id}`,
    };
  });
  const more = total - named.length;
  if (more <= 0) return named;
  const text = words.moreFailing(more, totalIsCapped);
  return [...named, { key: 'more', kind: 'failed', text, detail: '', to: `${jobPath}?show=failing` }];
}

/** Says by how much runs begin late of late; what was late before the last parts of the window is over. */
function lateItems({ buckets, to }: Figures, runPath: string): AttentionItem[] {
  const recent = buckets.slice(-RECENT);
  const late = recent.flatMap(({ lateness }) => lateness ?? []).sort((a, b) => b.p99 - a.p99)[0];
  const from = recent[0]?.at;
  if (late === undefined || from === undefined || punctuality(late.p99) !== 'late') return [];
  const begun = recent.reduce((sum, { runs }) => sum + runs.COMPLETED + runs.FAILED + runs.RUNNING, 0);
  const worst = latenessText(late.p99);
  const span = durationText(Date.parse(to) - Date.parse(from));
  return [
    {
      key: 'late',
      kind: 'late',
      text: begun < MANY ? words.lateOfFew(worst, begun) : words.late(worst),
      detail: words.lateDetail(latenessText(late.p50), span),
      to: `${runPath}?from=${encodeURIComponent(from)}`,
    },
  ];
}

/**
 * Lists what is wrong with the parts that do the work. Processes of a part count as there while one of them
 * is.
 */
export function partsAttention(view: AdminOverviewView): AttentionItem[] {
  const { watchers, workers, to, parts } = view;
  const ago = (since: string | null) => (since === null ? null : sinceText(since, to));
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
  const { redis, mail } = parts;
  if (redis.state !== 'up')
    items.push(down('queue', words.queueAway(redis.state, ago(redis.since)), words.queueAwayDetail));
  if (mail.state === 'down') items.push(down('mail', words.mailAway(ago(mail.since)), words.mailAwayDetail));
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
