import { viewerId } from './session/viewer.ts';

/** The filters of a list under a name: its address, `?show=failing&sort=name`. */
export interface SavedView {
  name: string;
  search: string;
}

/** Views by the page of their list: `/jobs`. */
type Views = Readonly<Record<string, readonly SavedView[]>>;

/** Says what is open beside a list, which is no filter of it. */
const OPENED = 'run';

const storageKey = (): string => `punctual-views-${viewerId()}`;

/** Lists the views of a page by the alphabet: those of this account in this browser. */
export const listViews = (page: string): readonly SavedView[] => readAll()[page] ?? [];

/** Lists the views of all pages that have some. */
export const listAllViews = (): [page: string, views: readonly SavedView[]][] => Object.entries(readAll());

/** Keeps a view; one of the same name is replaced. Tells whether this browser could keep it. */
export function saveView(page: string, view: SavedView): boolean {
  const others = listViews(page).filter(({ name }) => name !== view.name);
  return write(
    page,
    [...others, view].sort((a, b) => a.name.localeCompare(b.name)),
  );
}

export const removeView = (page: string, removed: string): boolean =>
  write(
    page,
    listViews(page).filter(({ name }) => name !== removed),
  );

/** Reads the filters in an address, in one order, so that equal ones are alike. */
export function filtersOf(search: string): string {
  const given = new URLSearchParams(search);
  given.delete(OPENED);
  given.sort();
  return given.size > 0 ? `?${given}` : '';
}

function write(page: string, views: readonly SavedView[]): boolean {
  try {
    localStorage.setItem(storageKey(), JSON.stringify({ ...readAll(), [page]: views }));
    return true;
  } catch {
    return false; // storage is full or switched off, which is said where it was saved
  }
}

function readAll(): Views {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey()) ?? '{}');
    return Object.fromEntries(
      Object.entries(stored ?? {}).map(([page, views]) => [page, [views].flat().filter(isView)]),
    );
  } catch {
    return {}; // it is no list of ours, or there is no storage: there are no views
  }
}

function isView(value: unknown): value is SavedView {
  const { name, search } = (value ?? {}) as Partial<SavedView>;
  return typeof name === 'string' && typeof search === 'string' && /^(\?|$)/.test(search);
}
