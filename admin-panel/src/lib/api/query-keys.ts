import type { Scope, Source } from './source.ts';

type Area =
  | 'account'
  | 'jobs'
  | 'runs'
  | 'tasks'
  | 'schedules'
  | 'overview'
  | 'calendar'
  | 'system'
  | 'users'
  | 'audit';

/**
 * Names an answer in the cache. `ids` are those of the things that it is about, so that only their changes concern
 * it; none: any change may. What a person types or chooses is among `parameters`, and never read as an id.
 */
export type PanelQueryKey = readonly [
  area: Area,
  view: string,
  scope: Scope,
  ids: readonly string[],
  parameters: unknown,
];

declare module '@tanstack/react-query' {
  interface Register {
    queryKey: PanelQueryKey;
    /** `live`: the answer is shown, and follows what happens on the server. */
    queryMeta: { live?: boolean };
  }
}

/** Names an answer of which any change may be news. */
const about = (area: Area, view: string, scope: Scope = 'own', parameters: unknown = null): PanelQueryKey => [
  area,
  view,
  scope,
  [],
  parameters,
];

/** Names an answer that only changes of these things concern. */
const only = (
  ids: string | readonly string[],
  area: Area,
  view: string,
  scope: Scope = 'own',
  parameters: unknown = null,
): PanelQueryKey => [area, view, scope, typeof ids === 'string' ? [ids] : ids, parameters];

/** Names a list of runs: of one job, only its changes concern it. */
const runsKey = (view: string, { scope, owner }: Source, filters: { jobId: string }): PanelQueryKey =>
  only(filters.jobId === '' ? [] : filters.jobId, 'runs', view, scope, { owner, filters });

/** All keys of the cache, on one page. Those of less than five parts name all answers that begin so. */
export const queryKeys = {
  account: {
    me: about('account', 'me'),
    verification: (token: string) => about('account', 'verification', 'own', token),
    sessions: about('account', 'sessions'),
    apiKeys: about('account', 'apiKeys'),
    apiKeyCalls: (id: string) => only(id, 'account', 'apiKeyCalls'),
    oidc: about('account', 'oidc'),
    secondFactor: about('account', 'secondFactor'),
  },
  jobs: {
    all: ['jobs'] as const,
    lists: ['jobs', 'list'] as const,
    counts: about('jobs', 'counts'),
    page: ({ scope, owner }: Source, query: object) => about('jobs', 'list', scope, { owner, query }),
    found: (text: string) => about('jobs', 'list', 'own', { found: text }),
    names: (scope: Scope, text: string) => about('jobs', 'names', scope, text),
    one: (scope: Scope, id: string) => only(id, 'jobs', 'one', scope),
    versions: (scope: Scope, id: string, revision: number) => only(id, 'jobs', 'versions', scope, revision),
    versionsSince: (id: string, revision: number) => only(id, 'jobs', 'versionsSince', 'own', revision),
    impact: (id: string, edit: object | null, revision?: number) =>
      only(id, 'jobs', 'impact', 'own', { edit, revision }),
    planned: (id: string, revision: number, nextRunAt: string | null) =>
      only(id, 'jobs', 'planned', 'own', { revision, nextRunAt }),
    punctuality: (scope: Scope, id: string) => only(id, 'jobs', 'punctuality', scope),
    occurrences: (scope: Scope, id: string) => only(id, 'jobs', 'occurrences', scope),
    explanation: (scope: Scope, id: string, asked: object) => only(id, 'jobs', 'explanation', scope, asked),
  },
  runs: {
    /** The newest runs, whosever they are and however they are filtered. */
    newestLists: ['runs', 'newest'] as const,
    ones: ['runs', 'one'] as const,
    newest: (source: Source, filters: { jobId: string }) => runsKey('newest', source, filters),
    /** Histories that were loaded page by page. */
    loaded: (source: Source, filters: { jobId: string }) => runsKey('loaded', source, filters),
    one: (scope: Scope, id: string) => only(id, 'runs', 'one', scope),
    neighbours: (scope: Scope, id: string) => only(id, 'runs', 'neighbours', scope),
    /** The last few of each job, among runs: a change of jobs does not wait for them. */
    recentLists: ['runs', 'recent'] as const,
    recent: (scope: Scope, jobIds: readonly string[]) => only(jobIds, 'runs', 'recent', scope),
  },
  tasks: about('tasks', 'kinds'),
  preview: (question: object | null) => about('schedules', 'preview', 'own', question),
  taskPreview: (question: object | null) => about('schedules', 'task', 'own', question),
  overview: {
    all: ['overview'] as const,
    figures: (scope: Scope, window: string) => about('overview', 'figures', scope, window),
    before: (scope: Scope, window: string) => about('overview', 'before', scope, window),
  },
  calendar: {
    days: (scope: Scope, query: object) => about('calendar', 'days', scope, query),
    timeline: (scope: Scope) => about('calendar', 'timeline', scope),
  },
  system: {
    limits: about('system', 'limits', 'all'),
    ready: about('system', 'ready', 'all'),
    state: about('system', 'state'),
  },
  users: {
    all: ['users'] as const,
    page: (query: object) => about('users', 'list', 'all', query),
  },
  audit: {
    all: ['audit'] as const,
    list: (query: object) => about('audit', 'list', 'all', query),
  },
};
