const KEY = 'punctual-reloaded-at';
const ONCE_IN_MS = 30_000;

/**
 * Loads the new page after an update, when the files that an open page would load next are gone. Not twice in
 * a row, so that a file that is truly missing ends in an error and not in a loop.
 */
export function reloadAfterUpdate(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(KEY));
    if (Date.now() - last < ONCE_IN_MS) return;
    sessionStorage.setItem(KEY, String(Date.now()));
    event.preventDefault();
    window.location.reload();
  });
}
