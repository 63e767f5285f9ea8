export interface RadioProps<T extends string> {
  name: string;
  label: string;
  options: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

interface Props<T extends string> extends RadioProps<T> {
  /** Names of classes: how the whole, its label, the row or list of choices and each of them look. */
  looks: { group?: string; legend?: string; track?: string; option?: string };
}

/** Offers a few choices as native radio buttons: one tab stop, and arrow keys move. */
export function RadioOptions<T extends string>({ name, label, options, value, onChange, looks }: Props<T>) {
  return (
    <fieldset className={looks.group}>
      <legend className={looks.legend}>{label}</legend>
      <div className={looks.track}>
        {options.map((option) => (
          <label key={option.value} className={looks.option}>
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
