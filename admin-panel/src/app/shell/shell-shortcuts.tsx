import { useNavigate } from 'react-router';
import { useShortcut } from '../../lib/shortcuts/use-shortcut.ts';
import { en } from '../../lib/strings/en.ts';
import { shortcutWords } from '../../lib/strings/shortcuts.ts';
import { openDialog } from './dialogs.ts';
import { placesFor } from './nav-links.tsx';

/** The keys that follow `g`, by the address of the page. */
const GO: Record<string, string> = {
  '/overview': 'g o',
  '/jobs': 'g j',
  '/runs': 'g r',
  '/calendar': 'g k',
  '/settings': 'g s',
  '/admin': 'g a',
  '/admin/users': 'g u',
  '/admin/health': 'g h',
};

/** Registers the shortcuts that work on every page. */
export function ShellShortcuts({ isAdmin }: { isAdmin: boolean }) {
  const navigate = useNavigate();
  useShortcut('mod+k', shortcutWords.search, () => openDialog('search'));
  useShortcut('?', shortcutWords.list, () => openDialog('shortcuts'));
  useShortcut('c', shortcutWords.newJob, () => void navigate('/jobs/new'));
  const places = [...placesFor(isAdmin), { to: '/settings', label: en.account.settings }];
  return places
    .filter(({ to }) => GO[to] !== undefined)
    .map(({ to, label }) => <GoTo key={to} to={to} label={label} keys={GO[to] ?? ''} />);
}

function GoTo({ to, label, keys }: { to: string; label: string; keys: string }) {
  const navigate = useNavigate();
  useShortcut(keys, shortcutWords.goTo(label), () => void navigate(to));
  return null;
}
