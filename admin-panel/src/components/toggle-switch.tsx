import classes from './toggle-switch.module.css';

interface Props {
  /** Names the thing that is on or off for screen readers; sighted users read it in the head of the column. */
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
