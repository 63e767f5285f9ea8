import { connection, watchedFetch } from './connection.ts';
import { en } from './strings/en.ts';
import { showToast } from './toasts.ts';

const KEY = 'punctual-reloaded-at';
const ONCE_IN_MS = 30_000;
const TRIES = 2;

/**
 * Loads a part of the panel. While the server does not answer it waits until it does, and the page stays as it is;
 * after an update, when the files of this page are gone, it loads the new page.
 * @throws the error of a file that is truly missing
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await load();
    } catch (error) {
      const files = await fetchFiles();
      if (files === null && connection.get().is !== 'live') await untilBack();
      else if (files !== null && !isLoaded(files) && mayReload()) await reload();
      else if (tries === TRIES) throw error;
    }
  }
}

/** Fetches the names of the files that the page has now; null if it does not answer with a page. */
async function fetchFiles(): Promise<string[] | null> {
  try {
    const response = await watchedFetch('/', { headers: { accept: 'text/html' }, cache: 'no-store' });
    if (!response.ok) return null;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    return listScripts(page);
  } catch {
    return null; // the connection bar says so
  }
}

const listScripts = (page: Document): string[] =>
  [...page.querySelectorAll('script[type=module][src]')].map((script) => script.getAttribute('src') ?? '');

const isLoaded = (files: string[]): boolean =>
  files.length > 0 && files.every((file) => listScripts(document).includes(file));

/** Resolves when the server answers again. */
function untilBack(): Promise<void> {
  showToast(en.connection.partWaits);
  return new Promise((resolve) => {
    const end = connection.subscribe(() => {
      if (connection.get().is !== 'live') return;
      end();
      resolve();
    });
  });
}

/** Not twice in a row, so that a file that is truly missing ends in an error and not in a loop. */
function mayReload(): boolean {
  return Date.now() - Number(sessionStorage.getItem(KEY)) >= ONCE_IN_MS;
}

function reload(): Promise<never> {
  sessionStorage.setItem(KEY, String(Date.now()));
  window.location.reload();
  return new Promise(() => {}); // the page ends
}
