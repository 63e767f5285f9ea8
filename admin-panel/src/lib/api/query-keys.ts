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
    history: (id: string) => ['jobs', id, 'history'] as const,
    loadedHistory: (id: string) => ['jobs', id, 'loadedHistory'] as const,
  },
  tasks: ['tasks'] as const,
  preview: (question: object | null) => ['preview', question] as const,
  changesSince: (id: string, revision: number) => ['jobs', id, 'changesSince', revision] as const,
  impact: (id: string, edit: object | null) => ['jobs', id, 'impact', edit] as const,
  admin: {
    jobs: (filters: object) => ['admin', 'jobs', filters] as const,
  },
};
