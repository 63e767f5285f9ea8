import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { Segments } from '../../../components/segments.tsx';
import { useStore } from '../../../lib/store.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { clockChoice } from '../../../lib/time/clock-choice.ts';
import { clockText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import classes from '../section.module.css';

const words = settingsWords.display;

const optionsOf = <T extends string>(labels: Readonly<Record<T, string>>) =>
  (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value] }));

/** Edits what this browser remembers: colours and the clock. */
export function DisplayChoices() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const clock = useStore(clockChoice);
  return (
    <div className={classes.stack}>
      <Segments<MantineColorScheme>
        name="theme"
        label={words.theme}
        labelShown
        options={optionsOf(words.themes)}
        value={colorScheme}
        onChange={setColorScheme}
      />
      <Segments
        name="clock"
        label={words.clock}
        labelShown
        options={optionsOf(words.clocks)}
        value={clock}
        onChange={clockChoice.set}
      />
      <p className={classes.hint}>{words.example(clockText(new Date(), viewerZone()))}</p>
    </div>
  );
}
