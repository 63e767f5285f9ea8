import { keyCaps } from '../lib/shortcuts/keys.ts';
import { shortcuts } from '../lib/shortcuts/registry.ts';
import { singleKeys } from '../lib/shortcuts/single-keys.ts';
import { useStore } from '../lib/store.ts';
import { shortcutWords } from '../lib/strings/shortcuts.ts';
import classes from './shortcut-list.module.css';

/** The shortcuts that work on the page that is shown, each once. */
export function ShortcutList() {
  const newest = new Map(useStore(shortcuts).map(({ keys, words }) => [keys, words]));
  const isOff = useStore(singleKeys) === 'off';
  const shown = [...newest].filter(([keys]) => !isOff || keys.startsWith('mod+'));
  return (
    <>
      {isOff && <p className={classes.off}>{shortcutWords.off}</p>}
      <ul className={classes.list}>
        {shown.map(([keys, words]) => (
          <li key={keys}>
            <span>{words}</span>
            <Caps keys={keys} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** "G then O" for a sequence, "Ctrl K" for keys pressed together. */
function Caps({ keys }: { keys: string }) {
  const isSequence = keys.includes(' ');
  return (
    <span className={classes.caps}>
      {keyCaps(keys).map((cap, index) => (
        <span key={cap}>
          {isSequence && index > 0 && <small>{shortcutWords.next}</small>} <kbd>{cap}</kbd>
        </span>
      ))}
    </span>
  );
}
