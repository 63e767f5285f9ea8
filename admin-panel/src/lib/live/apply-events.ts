import type { Query, QueryClient } from '@tanstack/react-query';
import { idsIn, type LiveEvent, type Scope } from './live-event.ts';
import { NewestOnly } from './newest-only.ts';
import { byId, isRow, patched } from './patch.ts';

const COLLECT_MS = 250;
const AGAIN_MS = 2_000;
const ID = /[0-9a-f]{24}/g;

/** Set by useLiveQuery: what is shown of what changes on the server. */
export const LIVE = { live: true } as const;

const isLive = ({ meta }: Query): boolean => meta?.live === true;
const scopeOf = ({ queryKey }: Query): Scope => (queryKey[0] === 'admin' ? 'all' : 'own');
const isInfinite = ({ state }: Query): boolean =>
  typeof state.data === 'object' && 'pages' in Object(state.data);

/**
 * Works what is told into the cache: rows in place, collected for a moment so that a burst is one step; lists,
 * counts and figures are asked for again, at most every two seconds.
 */
export class EventApplier {
  readonly #queryClient: QueryClient;
  readonly #scope: Scope;
  readonly #newest = new NewestOnly();
  readonly #unwatch: () => void;
  /** Queries on their way while something changed: their answer may be of before. By hash. */
  readonly #overtaken = new Set<string>();
  readonly #outdated = new Set<string>();
  #collected: LiveEvent[] = [];
  #collecting: ReturnType<typeof setTimeout> | undefined;
  #asking: ReturnType<typeof setTimeout> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(queryClient: QueryClient, scope: Scope) {
    this.#queryClient = queryClient;
    this.#scope = scope;
    this.#unwatch = queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return;
      if (this.#overtaken.delete(event.query.queryHash)) this.#outdate([event.query]);
    });
  }

  stop(): void {
    this.#unwatch();
    clearTimeout(this.#collecting);
    clearTimeout(this.#asking);
  }

  take(event: LiveEvent): void {
    if (!this.#newest.admit(event)) return;
    this.#collected.push(event);
    this.#collecting ??= setTimeout(() => this.#apply(), COLLECT_MS);
  }

  /** What is shown may be of before: it is asked for again. Long histories are not; their newest page is. */
  catchUp(): void {
    this.#outdate(this.#queries().filter((query) => isLive(query) && !isInfinite(query)));
  }

  #apply(): void {
    const events = this.#collected;
    this.#collected = [];
    this.#collecting = undefined;
    const told = byId(events);
    const ids = new Set(events.flatMap(idsIn));
    for (const query of this.#queries()) this.#patch(query, told);
    const gone = new Set(
      events.flatMap((event) => (event.kind === 'job' && 'deleted' in event.job ? [event.job.id] : [])),
    );
    this.#outdate(
      this.#queries().filter(
        (query) => isLive(query) && isAboutOneOf(query, ids) && needsAsking(query, gone),
      ),
    );
  }

  #queries(): Query[] {
    return this.#queryClient
      .getQueryCache()
      .getAll()
      .filter((query) => scopeOf(query) === this.#scope);
  }

  #patch(query: Query, told: ReadonlyMap<string, LiveEvent>): void {
    const { data, dataUpdatedAt, isInvalidated } = query.state;
    const next = patched(data, told);
    if (next === data) return;
    if (query.state.fetchStatus !== 'idle') this.#overtaken.add(query.queryHash);
    this.#queryClient.setQueryData(query.queryKey, next, { updatedAt: dataUpdatedAt });
    // Setting data would make a query good again that has to be asked for anew.
    if (isInvalidated) query.invalidate();
  }

  #outdate(queries: readonly Query[]): void {
    for (const query of queries) {
      if (query.state.fetchStatus === 'idle') this.#outdated.add(query.queryHash);
      else this.#overtaken.add(query.queryHash);
    }
    if (this.#outdated.size === 0 || this.#asking !== undefined) return;
    const wait = Math.max(0, this.#askedAt + AGAIN_MS - performance.now());
    this.#asking = setTimeout(() => this.#ask(), wait);
  }

  #ask(): void {
    const hashes = new Set(this.#outdated);
    this.#outdated.clear();
    this.#asking = undefined;
    this.#askedAt = performance.now();
    // An answer that is on its way is awaited: it is asked for again afterwards if it was overtaken.
    void this.#queryClient.invalidateQueries(
      { predicate: ({ queryHash }) => hashes.has(queryHash) },
      { cancelRefetch: false },
    );
  }
}

/** Keys that name things concern these alone; others may concern anything. */
function isAboutOneOf({ queryKey }: Query, ids: ReadonlySet<string>): boolean {
  const named = JSON.stringify(queryKey).match(ID) ?? [];
  return named.length === 0 || named.some((id) => ids.has(id));
}

/** One thing is as it was told, unless it is gone; lists and figures may have changed in ways that were not told. */
function needsAsking(query: Query, gone: ReadonlySet<string>): boolean {
  const { data } = query.state;
  return isRow(data) ? gone.has(data.id) : !isInfinite(query);
}
