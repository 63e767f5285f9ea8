/**
 * The token of a mailed link. It stands behind `#`, which browsers send to no server, and is taken out of the
 * address at once, so that it stays in no history. The same page asked twice gets the same answer.
 */
export function takeLinkToken(): string | null {
  const { hash, pathname, search } = window.location;
  const token = new URLSearchParams(hash.slice(1)).get('token');
  if (token !== null) {
    window.history.replaceState(window.history.state, '', `${pathname}${search}`);
    taken.set(pathname, token);
  }
  return taken.get(pathname) ?? null;
}

const taken = new Map<string, string>();
