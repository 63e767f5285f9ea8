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
export const loginFor = (page: string): string =>
  page === START ? '/login' : `/login?${new URLSearchParams({ next: page })}`;
