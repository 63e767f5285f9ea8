import type { Query, QueryClient } from '@tanstack/react-query';
import type { Scope } from '../api/source.ts';
import { idsIn, type LiveEvent } from './live-event.ts';
import { NewestOnly } from './newest-only.ts';
import { byId, isRow, patched } from './patch.ts';

const COLLECT_MS = 250;
const AGAIN_MS = 2_000;
/** An answer of this age, when the stream opens for the first time, has just been loaded. */
const JUST_LOADED_MS = 3_000;
/** After this it is checked once: a change may have come between the answer and the stream. */
const CHECK_MS = 15_000;

/** Marks a query that is shown and changes with the server; set by `useLiveQuery`. */
export const LIVE = { live: true } as const;

const isLive = ({ meta }: Query): boolean => meta?.live === true;
const scopeOf = ({ queryKey: [, , scope] }: Query): Scope => scope;
const isInfinite = ({ state }: Query): boolean =>
  typeof state.data === 'object' && 'pages' in Object(state.data);

/**
 * Applies events to the cache: rows in place, collected for a moment so that a burst is one step; lists, counts
 * and figures are asked for again, at most every two seconds.
 */
export class EventApplier {
  readonly #queryClient: QueryClient;
  readonly #scope: Scope;
  readonly #newest = new NewestOnly();
  readonly #unwatch: () => void;
  /** Hashes of queries that were on their way while something changed: their answer may be older. */
  readonly #overtaken = new Set<string>();
  readonly #outdated = new Set<string>();
  #collected: LiveEvent[] = [];
  #collecting: ReturnType<typeof setTimeout> | undefined;
  #asking: ReturnType<typeof setTimeout> | undefined;
  #checking: ReturnType<typeof setTimeout> | undefined;
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
    clearTimeout(this.#checking);
  }

  take(event: LiveEvent): void {
    if (!this.#newest.admit(event)) return;
    this.#collected.push(event);
    this.#collecting ??= setTimeout(() => this.#apply(), COLLECT_MS);
  }

  /** Asks again for all that is shown, after a gap in the stream; of long histories for the newest page only. */
  catchUp(): void {
    this.#outdate(this.#shown());
  }

  /** Catches up when the stream opens for the first time: what the page has just loaded is not asked for twice. */
  begin(): void {
    const isOld = ({ state }: Query) =>
      state.fetchStatus === 'idle' && Date.now() - state.dataUpdatedAt > JUST_LOADED_MS;
    this.#outdate(this.#shown().filter(isOld));
    this.#checking = setTimeout(() => this.catchUp(), CHECK_MS);
  }

  #shown(): Query[] {
    return this.#queries().filter((query) => isLive(query) && !isInfinite(query));
  }

  #apply(): void {
    const events = this.#collected;
    this.#collected = [];
    this.#collecting = undefined;
    const newest = byId(events);
    const ids = new Set(events.flatMap(idsIn));
    for (const query of this.#queries()) this.#patch(query, newest);
    const gone = new Set(
      events.flatMap((event) => (event.kind === 'job' && 'deleted' in event.job ? [event.job.id] : [])),
    );
    this.#outdate(
      this.#queries().filter((query) => isLive(query) && concerns(ids, query) && needsAsking(query, gone)),
    );
  }

  #queries(): Query[] {
    return this.#queryClient
      .getQueryCache()
      .getAll()
      .filter((query) => scopeOf(query) === this.#scope);
  }

  #patch(query: Query, newest: ReadonlyMap<string, LiveEvent>): void {
    const { data, dataUpdatedAt, isInvalidated } = query.state;
    const next = patched(data, newest);
    if (next === data) return;
    if (query.state.fetchStatus !== 'idle') this.#overtaken.add(query.queryHash);
    this.#queryClient.setQueryData(query.queryKey, next, { updatedAt: dataUpdatedAt });
    // Setting data would mark a query as fresh that has to be asked for again.
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

/** Tells whether an answer may be another after changes of these things. */
const concerns = (ids: ReadonlySet<string>, { queryKey: [, , , named] }: Query): boolean =>
  named.length === 0 || named.some((id) => ids.has(id));

/** Tells whether events alone do not bring an answer up to date: a thing that is gone, lists, counts, figures. */
function needsAsking(query: Query, gone: ReadonlySet<string>): boolean {
  const { data } = query.state;
  return isRow(data) ? gone.has(data.id) : !isInfinite(query);
}
