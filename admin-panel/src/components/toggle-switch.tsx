import classes from './toggle-switch.module.css';

interface Props {
  /** What is on or off: spoken, for the column's head says it to those who see. */
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** On or off, at once. */
export function ToggleSwitch({ label, checked, onChange, disabled = false }: Props) {
  return (
    <label className={classes.target}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        aria-label={label}
        className={classes.track}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
