import { Button, TextInput } from '@mantine/core';
import { whatWords } from '../../../../../lib/strings/form-what.ts';
import { dayText } from '../../../../../lib/time/instants.ts';
import { viewerZone } from '../../../../../lib/time/zones.ts';
import formClasses from '../../job-form.module.css';
import classes from './secret-fields.module.css';
import type { SecretRow } from './secret-rows.ts';

const words = whatWords.secrets;

interface Props {
  id: string;
  row: SecretRow;
  onChange: (row: SecretRow) => void;
  onRemove: () => void;
}

/** Shows one secret: "TOKEN · Set on Mon 3 Nov · Replace · Remove", or name and value while it is entered. */
export function SecretLine({ id, row, onChange, onRemove }: Props) {
  const { name, value, setAt } = row;
  const remove = (
    <Button size="xs" variant="default" onClick={onRemove} aria-label={words.removeOne(name)}>
      {words.remove}
    </Button>
  );
  if (value === null)
    return (
      <div className={classes.line}>
        <code>{name}</code>
        <span className={classes.set}>{words.setOn(dayText(new Date(setAt ?? ''), viewerZone()))}</span>
        <Button
          size="xs"
          variant="default"
          aria-label={words.replaceOne(name)}
          onClick={() => {
            onChange({ ...row, value: '' });
            setTimeout(() => document.getElementById(valueId(id))?.focus());
          }}
        >
          {words.replace}
        </Button>
        {remove}
      </div>
    );
  return (
    <div className={classes.line}>
      {setAt === null ? (
        <TextInput
          id={id}
          className={classes.name ?? ''}
          classNames={{ input: formClasses.mono ?? '' }}
          label={words.name}
          placeholder={words.example}
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={({ currentTarget }) => onChange({ ...row, name: currentTarget.value })}
        />
      ) : (
        <code>{name}</code>
      )}
      <TextInput
        id={valueId(id)}
        className={classes.value ?? ''}
        label={setAt === null ? words.value : words.newValue(name)}
        type="password"
        // The browser neither fills it in nor offers to keep it.
        autoComplete="new-password"
        value={value}
        onChange={({ currentTarget }) => onChange({ ...row, value: currentTarget.value })}
      />
      {setAt !== null && (
        <Button size="xs" variant="default" onClick={() => onChange({ ...row, value: null })}>
          {words.keep}
        </Button>
      )}
      {remove}
    </div>
  );
}

const valueId = (id: string): string => `${id}-value`;
