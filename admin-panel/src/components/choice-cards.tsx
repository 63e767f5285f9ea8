import type { Icon } from '@tabler/icons-react';
import classes from './choice-cards.module.css';

interface Choice<T extends string> {
  value: T;
  title: string;
  text: string;
  Icon: Icon;
}

interface Props<T extends string> {
  name: string;
  label: string;
  choices: readonly Choice<T>[];
  value: T;
  onChange: (value: T) => void;
}

/** Offers a few kinds of a thing as cards around native radio buttons. */
export function ChoiceCards<T extends string>({ name, label, choices, value, onChange }: Props<T>) {
  return (
    <fieldset className={classes.group}>
      <legend>{label}</legend>
      <div className={classes.cards}>
        {choices.map(({ Icon, ...choice }) => (
          <label key={choice.value} className={classes.card}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <Icon size={24} stroke={1.6} aria-hidden />
            <span>
              <strong>{choice.title}</strong>
              <span className={classes.text}>{choice.text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
