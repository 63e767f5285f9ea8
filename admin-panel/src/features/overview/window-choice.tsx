import type { WindowName } from '@punctual/contracts/api/overview-contract';
import { useSearchParams } from 'react-router';
import { Segments } from '../../components/segments.tsx';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import { searchOf, WINDOW_NAMES, windowFrom } from './overview-window.ts';

const OPTIONS = WINDOW_NAMES.map((value) => ({ value, label: words.windows[value] }));

/** Reads the window that the address names, and offers others. */
export function useWindow(): { window: WindowName; choice: React.ReactNode } {
  const [search, setSearch] = useSearchParams();
  const window = windowFrom(search);
  const change = (next: WindowName) => setSearch(searchOf(next), { replace: true, preventScrollReset: true });
  const choice = (
    <Segments name="window" label={words.window} options={OPTIONS} value={window} onChange={change} />
  );
  return { window, choice };
}
