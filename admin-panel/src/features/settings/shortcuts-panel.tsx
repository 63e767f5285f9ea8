import { Segments } from '../../components/segments.tsx';
import { ShortcutList } from '../../components/shortcut-list.tsx';
import { singleKeys } from '../../lib/shortcuts/single-keys.ts';
import { useStore } from '../../lib/store.ts';
import { settingsWords } from '../../lib/strings/settings.ts';
import { shortcutWords } from '../../lib/strings/shortcuts.ts';
import classes from './section.module.css';
import { Section } from './section.tsx';

const words = settingsWords.shortcuts;

export function ShortcutsPanel() {
  const choice = useStore(singleKeys);
  return (
    <>
      <Section title={words.singleKeys}>
        <div className={classes.stack}>
          <p>{words.singleKeysText}</p>
          <Segments
            name="single-keys"
            label={words.singleKeys}
            options={[
              { value: 'on', label: words.choices.on },
              { value: 'off', label: words.choices.off },
            ]}
            value={choice}
            onChange={singleKeys.set}
          />
        </div>
      </Section>
      <Section title={shortcutWords.everywhere}>
        <ShortcutList />
      </Section>
    </>
  );
}
