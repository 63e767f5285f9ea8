const START = '/';

/** Stands for the address of the panel: paths mean the same at any. */
const HERE = 'https://panel.invalid';

/**
 * Chooses the page to go to after login: only one of this panel, never another site ("//evil.example", "/\evil"). The
 * parser of browsers judges it: it drops tabs and line breaks, and dots in a path.
 */
export function nextPage(asked: string | null): string {
  if (!asked?.startsWith('/') || !URL.canParse(asked, HERE)) return START;
  const { origin, pathname, search, hash } = new URL(asked, HERE);
  return origin === HERE && !pathname.startsWith('//') ? pathname + search + hash : START;
}

/** Makes the address of the login page that leads back to `page` afterwards. */
export const loginFor = (page: string): string => leadingBack('/login', page);

/** Makes the address of the page where a second factor is set up that is due; it leads back to `page` afterwards. */
export const secondFactorFor = (page: string): string => leadingBack('/second-factor', page);

const leadingBack = (path: string, page: string): string =>
  page === START ? path : `${path}?${new URLSearchParams({ next: page })}`;

const KEPT = 'punctual-next-page';

/** Keeps the page to go to while the browser is away at a provider. */
export const keepNextPage = (page: string): void => sessionStorage.setItem(KEPT, page);

/** Takes the page that was kept, once. */
export function takeNextPage(): string {
  const page = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return nextPage(page);
}
