import type { WindowName } from '@punctual/contracts/api/overview-contract';
import { overviewWords } from '../../lib/strings/overview.ts';

/** How far back the figures go, as the address has it: `/overview?window=7d`. */
export const WINDOW_NAMES = ['1h', '24h', '7d'] as const satisfies WindowName[];
const DEFAULT: WindowName = '24h';

const isWindow = (text: string | null): text is WindowName => WINDOW_NAMES.some((name) => name === text);

export function windowFrom(search: URLSearchParams): WindowName {
  const asked = search.get('window');
  return isWindow(asked) ? asked : DEFAULT;
}

/** The address of a window; the default is left out. */
export const searchOf = (window: WindowName): Record<string, string> =>
  window === DEFAULT ? {} : { window };

/** "24 hours": after "the last" and "in the … before". */
export const spanOf = (window: WindowName): string => overviewWords.windows[window];
