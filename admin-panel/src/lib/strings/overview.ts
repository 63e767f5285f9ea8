import { inLanguage } from './in-language.ts';
import { figure, plural } from './plural.ts';

/** Says of a part that it is away, or full, and for how long where that is known. */
export const awayText = (state: 'down' | 'degraded', ago: string | null): string =>
  state === 'down'
    ? ago === null
      ? 'cannot be reached'
      : `has been out of reach for ${ago}`
    : ago === null
      ? 'takes no writes'
      : `has taken no writes for ${ago}`;

/** Words of the overviews, one's own and the system's. */
export const overviewWords = inLanguage('overview', {
  title: 'Overview',
  systemTitle: 'System overview',
  error: 'The figures could not be loaded. Jobs keep running.',
  window: 'How far back',
  windows: { '1h': '1 hour', '24h': '24 hours', '7d': '7 days' },
  attention: 'Needs attention',
  allWell: 'Nothing needs your attention.',
  allWellSystem: 'Nothing needs attention.',
  failing: (job: string) => `“${job}” is failing.`,
  failingDetail: (count: number, ago: string) =>
    count > 1
      ? `${figure(count)} runs in a row failed, the last one ${ago} ago.`
      : `Its last run failed ${ago} ago.`,
  stopped: (job: string) => `Punctual has disabled “${job}”.`,
  stoppedDetail: (cause: string, ago: string) =>
    `Its run of ${ago} ago failed: ${cause}. It stays disabled until you enable it.`,
  moreFailing: (count: number, isCapped: boolean) =>
    isCapped
      ? `More than ${figure(count)} more jobs are failing.`
      : `${plural(count, 'more job is', 'more jobs are')} failing.`,
  overdue: (count: number) => `${plural(count, 'run is', 'runs are')} overdue.`,
  overdueDetail: (ago: string) => `The oldest should have started ${ago} ago.`,
  late: (words: string) => `Runs start late: 1 in 100 is ${words} or more.`,
  lateOfFew: (words: string, count: number) =>
    count === 1 ? `A run started ${words}.` : `Runs start late: the latest of ${figure(count)} was ${words}.`,
  lateDetail: (median: string, span: string) => `In the last ${span}; half of them were ${median}.`,
  noWatcher: (ago: string | null) =>
    ago === null ? 'No watcher is running.' : `No watcher has reported for ${ago}.`,
  noWatcherDetail: 'Due jobs are not being started.',
  noWorker: (ago: string | null) =>
    ago === null ? 'No worker is running.' : `No worker has reported for ${ago}.`,
  noWorkerDetail: 'Runs that are due wait.',
  queueAway: (state: 'down' | 'degraded', ago: string | null) => `Redis ${awayText(state, ago)}.`,
  queueAwayDetail: 'Due runs wait until Redis is back; nothing is lost.',
  mailAway: (ago: string | null) => `The mail server ${awayText('down', ago)}.`,
  mailAwayDetail: 'Emails are tried again as often as each job says, and fail after that.',
  lostProcess: (name: string, ago: string) => `${name} has not reported for ${ago}.`,
  lostProcessDetail: 'Others take over what it worked on.',
  seeHealth: 'See health',
  figures: 'Figures',
  nextRun: 'Next run',
  noNext: 'None planned',
  successRate: 'Success rate',
  lateP99: '99 % start within',
  runs: 'Runs',
  none: '–',
  percent: (rate: number) => `${figure(rate)} %`,
  pointsUp: (points: string) => `${points} points higher`,
  pointsDown: (points: string) => `${points} points lower`,
  moreRuns: (count: number) => `${figure(count)} more`,
  fewerRuns: (count: number) => `${figure(count)} fewer`,
  slower: (words: string) => `${words} later`,
  faster: (words: string) => `${words} sooner`,
  same: 'as before',
  thanBefore: (change: string, span: string) => `${change} than in the ${span} before`,
  asBefore: (span: string) => `the same as in the ${span} before`,
  nothingBefore: (span: string) => `nothing in the ${span} before`,
  ofEnded: (ended: number) => `of ${plural(ended, 'run', 'runs')} that ended`,
  byStatus: 'Runs by status',
  byStatusOf: (total: number, failed: number) => `${plural(total, 'run', 'runs')}, ${figure(failed)} failed`,
  showTable: 'Show as table',
  showChart: 'Show as chart',
  partsOf: (chart: string) => `Parts of the chart. ${chart}`,
  tableOf: (chart: string) => `Show as table: ${chart}`,
  chartOf: (chart: string) => `Show as chart: ${chart}`,
  time: 'From',
  total: 'All',
  lateness: 'Lateness',
  latenessOf: (p50: string, p99: string) => `Half of the runs: ${p50}. 99 of 100: ${p99}.`,
  p50: 'Half of the runs (p50)',
  p99: '99 of 100 runs (p99)',
  capped: 'These figures are based on a sample: there were too many runs to count each.',
  nextRuns: 'Next runs',
  noNextRuns: 'No runs are planned.',
  failsMost: 'What fails most',
  noFailures: (span: string) => `No failures in the last ${span}.`,
  failedTimes: (count: number) => `${plural(count, 'failure', 'failures')}`,
  lastFailed: (ago: string) => `the last ${ago} ago`,
  recovered: 'Works again',
  nothingRan: (span: string) => `Nothing has run in the last ${span}.`,
  willAppear:
    'Here you will see how many runs succeed, how punctually they start, how each ended, and what fails most.',
  newJob: 'New job',
  system: 'System',
  queueDepth: 'In the queue',
  dueNow: 'Due now',
  overdueFigure: 'Overdue',
  watchers: 'Watchers alive',
  workers: 'Workers alive',
  aliveOf: (alive: number, known: number) => `${figure(alive)} of ${figure(known)}`,
  unknown: 'Unknown',
  limits: 'Rate limits',
  limitsError: 'The rate limits could not be loaded. They still apply.',
  limitsCountedIn: {
    redis: 'Counted for all copies of the service together.',
    memory: 'Counted by each copy for itself, while Redis is away.',
  },
  layer: {
    global: 'Everyone together',
    ip: 'An address that is not logged in',
    user: 'A user',
    key: 'An API key',
  },
  layerColumn: 'Layer',
  limitColumn: 'Limit',
  usedColumn: 'Used by you',
  admittedColumn: 'Let through',
  refusedColumn: 'Refused',
  limit: (count: number, span: string) => `${figure(count)} in ${span}`,
  sinceStart: 'Let through and refused: counted by the copy that answered, since it started.',
} as const);
