import classes from './segments.module.css';

interface Props<T extends string> {
  name: string;
  label: string;
  /** Whether the label is shown, or only spoken. */
  labelShown?: boolean;
  options: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, as a row of native radio buttons: one tab stop, arrow keys walk. */
export function Segments<T extends string>({
  name,
  label,
  labelShown = false,
  options,
  value,
  onChange,
}: Props<T>) {
  return (
    <fieldset className={classes.group}>
      <legend className={labelShown ? classes.legend : classes.spoken}>{label}</legend>
      <div className={classes.track}>
        {options.map((option) => (
          <label key={option.value} className={classes.option}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
