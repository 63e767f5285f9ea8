import { useCallback, useState } from 'react';

/** The jobs that are selected: some by their ids, or all that match the filters. */
export interface Selection {
  ids: ReadonlySet<string>;
  all: boolean;
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  set: (ids: Iterable<string>) => void;
  selectAll: () => void;
  clear: () => void;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Selects jobs by id, so that rows may come and go; another view has nothing selected. */
export function useSelection(view: string): Selection {
  const [state, setState] = useState({ view, ids: NOTHING, all: false });
  const { ids, all } = state.view === view ? state : { ids: NOTHING, all: false };
  const change = useCallback(
    (next: (ids: ReadonlySet<string>) => Iterable<string>) =>
      setState((before) => ({
        view,
        ids: new Set(next(before.view === view ? before.ids : NOTHING)),
        all: false,
      })),
    [view],
  );
  return {
    ids,
    all,
    has: (id) => all || ids.has(id),
    toggle: useCallback(
      (id) =>
        change((before) => (before.has(id) ? [...before].filter((one) => one !== id) : [...before, id])),
      [change],
    ),
    set: useCallback((next) => change(() => next), [change]),
    selectAll: () => setState({ view, ids, all: true }),
    clear: useCallback(() => change(() => []), [change]),
  };
}
