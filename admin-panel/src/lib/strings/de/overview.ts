import type { overviewWords as English } from '../overview.ts';
import { figure, plural } from '../plural.ts';

/** Says of a part that it is away, or full, and for how long where that is known. */
export const awayText = (state: 'down' | 'degraded', ago: string | null): string =>
  state === 'down'
    ? ago === null
      ? 'ist nicht erreichbar'
      : `ist seit ${ago} nicht erreichbar`
    : ago === null
      ? 'nimmt nichts an'
      : `nimmt seit ${ago} nichts an`;

/** "24 Stunden" → "in den letzten 24 Stunden". */
const inLast = (span: string): string =>
  span.startsWith('1 ') ? 'in der letzten Stunde' : `in den letzten ${span.replace('Tage', 'Tagen')}`;

/** "24 Stunden" → "in den 24 Stunden davor". */
const inBefore = (span: string): string =>
  span.startsWith('1 ') ? 'in der Stunde davor' : `in den ${span.replace('Tage', 'Tagen')} davor`;

/** Words of the overviews, in German. */
export const overview: typeof English = {
  title: 'Übersicht',
  systemTitle: 'Systemübersicht',
  error: 'Die Zahlen konnten nicht geladen werden. Die Jobs laufen weiter.',
  window: 'Wie weit zurück',
  windows: { '1h': '1 Stunde', '24h': '24 Stunden', '7d': '7 Tage' },
  attention: 'Zu beachten',
  allWell: 'Es gibt nichts zu beachten.',
  allWellSystem: 'Es gibt nichts zu beachten.',
  failing: (job) => `„${job}“ schlägt fehl.`,
  failingDetail: (count, ago) =>
    count > 1
      ? `${figure(count)} Läufe nacheinander schlugen fehl, der letzte vor ${ago}.`
      : `Der letzte Lauf schlug vor ${ago} fehl.`,
  stopped: (job) => `Punctual hat „${job}“ deaktiviert.`,
  stoppedDetail: (cause, ago) =>
    `Sein Lauf vor ${ago} schlug fehl: ${cause}. So bleibt es, bis Sie etwas tun.`,
  moreFailing: (count, isCapped) =>
    isCapped
      ? `Mehr als ${figure(count)} weitere Jobs schlagen fehl.`
      : `${plural(count, 'weiterer Job schlägt', 'weitere Jobs schlagen')} fehl.`,
  overdue: (count) => `${plural(count, 'Lauf ist', 'Läufe sind')} überfällig.`,
  overdueDetail: (ago) => `Der älteste hätte vor ${ago} beginnen sollen und wartet.`,
  late: (words) => `Läufe beginnen spät: einer von 100 ${words} oder mehr.`,
  lateOfFew: (words, count) =>
    count === 1
      ? `Ein Lauf begann ${words}.`
      : `Läufe beginnen spät: der späteste von ${figure(count)} ${words}.`,
  lateDetail: (median, span) => `So war es ${inLast(span)}; die Hälfte davon: ${median}.`,
  noWatcher: (ago) => (ago === null ? 'Kein Watcher ist da.' : `Seit ${ago} meldet sich kein Watcher.`),
  noWatcherDetail: 'Fällige Jobs werden nicht gestartet.',
  noWorker: (ago) => (ago === null ? 'Kein Worker ist da.' : `Seit ${ago} meldet sich kein Worker.`),
  noWorkerDetail: 'Fällige Läufe warten.',
  queueAway: (state, ago) => `Redis ${awayText(state, ago)}.`,
  queueAwayDetail: 'Fällige Läufe warten, bis Redis wieder da ist; nichts geht verloren.',
  mailAway: (ago) => `Der Mailserver ${awayText('down', ago)}.`,
  mailAwayDetail: 'E-Mails werden so oft erneut versucht, wie der Job es sagt, und schlagen danach fehl.',
  lostProcess: (name, ago) => `${name} meldet sich seit ${ago} nicht.`,
  lostProcessDetail: 'Andere übernehmen, woran er arbeitete.',
  seeHealth: 'Zum Zustand',
  figures: 'Zahlen',
  nextRun: 'Nächster Lauf',
  noNext: 'Keiner geplant',
  successRate: 'Erfolgsquote',
  lateP99: '99 % beginnen binnen',
  runs: 'Läufe',
  none: '–',
  percent: (rate) => `${figure(rate)} %`,
  pointsUp: (points) => `${points} Punkte höher`,
  pointsDown: (points) => `${points} Punkte niedriger`,
  moreRuns: (count) => `${figure(count)} mehr`,
  fewerRuns: (count) => `${figure(count)} weniger`,
  slower: (words) => `${words} später`,
  faster: (words) => `${words} früher`,
  same: 'wie zuvor',
  thanBefore: (change, span) => `${change} als ${inBefore(span)}`,
  asBefore: (span) => `gleich wie ${inBefore(span)}`,
  nothingBefore: (span) => `nichts ${inBefore(span)}`,
  ofEnded: (ended) => `von ${plural(ended, 'beendeten Lauf', 'beendeten Läufen')}`,
  byStatus: 'Läufe nach Status',
  byStatusOf: (total, failed) => `${plural(total, 'Lauf', 'Läufe')}, ${figure(failed)} fehlgeschlagen`,
  showTable: 'Als Tabelle',
  showChart: 'Als Diagramm',
  partsOf: (chart) => `Teile des Diagramms. ${chart}`,
  tableOf: (chart) => `Als Tabelle: ${chart}`,
  chartOf: (chart) => `Als Diagramm: ${chart}`,
  time: 'Von',
  total: 'Alle',
  lateness: 'Verspätung',
  latenessOf: (p50, p99) => `Die Hälfte der Läufe: ${p50}. 99 von 100: ${p99}.`,
  p50: 'Die Hälfte der Läufe (p50)',
  p99: '99 von 100 Läufen (p99)',
  capped: 'Die Zahlen gelten für einen Teil der Läufe: Es waren mehr, als betrachtet werden.',
  nextRuns: 'Nächste Läufe',
  noNextRuns: 'Keine Läufe geplant.',
  failsMost: 'Was am häufigsten fehlschlägt',
  noFailures: (span) => `Kein Fehlschlag ${inLast(span)}.`,
  failedTimes: (count) => plural(count, 'Fehlschlag', 'Fehlschläge'),
  lastFailed: (ago) => `der letzte vor ${ago}`,
  recovered: 'Läuft wieder',
  nothingRan: (span) => `Nichts lief ${inLast(span)}.`,
  willAppear:
    'Hier steht bald, wie viele Läufe gelingen, wie pünktlich sie beginnen, wie jeder endete und was am häufigsten fehlschlägt.',
  newJob: 'Neuer Job',
  system: 'System',
  queueDepth: 'In der Warteschlange',
  dueNow: 'Jetzt fällig',
  overdueFigure: 'Überfällig',
  watchers: 'Watcher aktiv',
  workers: 'Worker aktiv',
  aliveOf: (alive, known) => `${figure(alive)} von ${figure(known)}`,
  unknown: 'Unbekannt',
  limits: 'Anfragegrenzen',
  limitsError: 'Die Anfragegrenzen konnten nicht geladen werden. Sie gelten trotzdem.',
  limitsCountedIn: {
    redis: 'Gezählt für alle Instanzen des Dienstes zusammen.',
    memory: 'Gezählt von jeder Instanz für sich, solange Redis fehlt.',
  },
  layer: {
    global: 'Alle zusammen',
    ip: 'Eine Adresse ohne Anmeldung',
    user: 'Ein Benutzer',
    key: 'Ein API-Schlüssel',
  },
  layerColumn: 'Ebene',
  limitColumn: 'Erlaubt',
  usedColumn: 'Von Ihnen benutzt',
  admittedColumn: 'Durchgelassen',
  refusedColumn: 'Abgelehnt',
  limit: (count, span) => `${figure(count)} in ${span}`,
  sinceStart: 'Durchgelassen und abgelehnt: von der Instanz, die geantwortet hat, seit ihrem Start.',
};
