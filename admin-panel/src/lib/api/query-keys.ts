/** All keys of the cache, on one page. */
export const queryKeys = {
  me: ['me'] as const,
  verification: (token: string) => ['verification', token] as const,
  sessions: ['sessions'] as const,
  apiKeys: ['apiKeys'] as const,
  jobs: {
    list: (filters: object) => ['jobs', 'list', filters] as const,
    lists: ['jobs', 'list'] as const,
    counts: ['jobs', 'counts'] as const,
    search: (text: string) => ['jobs', 'list', 'named', text] as const,
    one: (id: string) => ['jobs', 'one', id] as const,
    names: (q: string) => ['jobs', 'names', q] as const,
    versions: (id: string, revision: number) => ['jobs', id, 'versions', revision] as const,
    preview: (id: string, revision: number, next: string | null) =>
      ['jobs', id, 'preview', revision, next] as const,
    occurrences: (id: string) => ['jobs', id, 'occurrences'] as const,
    explanation: (id: string, at: string) => ['jobs', id, 'explain', at] as const,
  },
  runs: {
    list: (filters: object) => ['runs', 'list', filters] as const,
    newest: (filters: object) => ['runs', 'newest', filters] as const,
    one: (id: string) => ['runs', 'one', id] as const,
  },
  tasks: ['tasks'] as const,
  preview: (question: object | null) => ['preview', question] as const,
  changesSince: (id: string, revision: number) => ['jobs', id, 'changesSince', revision] as const,
  impact: (id: string, edit: object | null) => ['jobs', id, 'impact', edit] as const,
  admin: {
    jobs: (filters: object) => ['admin', 'jobs', filters] as const,
  },
};
