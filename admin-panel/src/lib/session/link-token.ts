/**
 * Takes the token of a mailed link. It follows `#`, which browsers send to no server, and is removed from the
 * address at once, so that it stays in no history. The same page gets the same answer when it asks again.
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
