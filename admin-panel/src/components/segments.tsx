import { RadioOptions, type RadioProps } from './radio-options.tsx';
import classes from './segments.module.css';

interface Props<T extends string> extends RadioProps<T> {
  /** Shows the label, which is only spoken otherwise. */
  labelShown?: boolean;
}

const { group, track, option } = classes;

/** Offers a few words to choose one of, beside each other. */
export function Segments<T extends string>({ labelShown = false, ...props }: Props<T>) {
  const legend = labelShown ? classes.legend : classes.spoken;
  return <RadioOptions {...props} looks={{ group, legend, track, option }} />;
}
