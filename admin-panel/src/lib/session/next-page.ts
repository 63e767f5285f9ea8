const START = '/';

/**
 * Chooses the page to go to after login: only one of this panel, never another site ("//evil.example",
 * "/\evil").
 */
export function nextPage(asked: string | null): string {
  if (asked === null || !/^\/(?![/\\])/.test(asked)) return START;
  return asked;
}

/** Makes the address of the login page that leads back to `page` afterwards. */
export const loginFor = (page: string): string => leadingBack('/login', page);

/** Makes the address of the page where a second factor is set up that is due; it leads back to `page` afterwards. */
export const secondFactorFor = (page: string): string => leadingBack('/second-factor', page);

const leadingBack = (path: string, page: string): string =>
  page === START ? path : `${path}?${new URLSearchParams({ next: page })}`;
