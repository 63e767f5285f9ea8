const START = '/';

/** The page to go to after login: only one of this panel, never another site ("//evil.example", "/\evil"). */
export function nextPage(asked: string | null): string {
  if (asked === null || !/^\/(?![/\\])/.test(asked)) return START;
  return asked;
}

/** The login page that leads back to `page` afterwards. */
export const loginFor = (page: string): string =>
  page === START ? '/login' : `/login?${new URLSearchParams({ next: page })}`;
