import type { WindowName } from '@punctual/contracts/api/overview-contract';
import { overviewWords } from '../../lib/strings/overview.ts';

/** The windows of the figures, as the address has them: `/overview?window=7d`. */
export const WINDOW_NAMES = ['1h', '24h', '7d'] as const satisfies WindowName[];
const DEFAULT: WindowName = '24h';

const isWindow = (text: string | null): text is WindowName => WINDOW_NAMES.some((name) => name === text);

export function windowFrom(search: URLSearchParams): WindowName {
  const asked = search.get('window');
  return isWindow(asked) ? asked : DEFAULT;
}

/** Formats a window for the address; the default is left out. */
export const searchOf = (window: WindowName): Record<string, string> =>
  window === DEFAULT ? {} : { window };

/** Names a window so that it follows "the last" and "in the … before": "24 hours". */
export const spanOf = (window: WindowName): string => overviewWords.windows[window];
