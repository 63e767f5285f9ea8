import { IconSelector } from '@tabler/icons-react';
import control from './control.module.css';
import classes from './select-field.module.css';

interface Props<T extends string> {
  /** Spoken; the first option says it to those who see. */
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  className?: string | undefined;
}

/** Offers a short list as the browser's own select, which is light and works well on a phone. */
export function SelectField<T extends string>({ label, value, options, onChange, className }: Props<T>) {
  return (
    <span className={`${classes.field} ${className ?? ''}`}>
      <select
        aria-label={label}
        className={`${control.control} ${classes.select}`}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as T)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <IconSelector size={16} aria-hidden className={classes.sign} />
    </span>
  );
}
