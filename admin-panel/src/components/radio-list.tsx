import classes from './radio-list.module.css';
import { RadioOptions, type RadioProps } from './radio-options.tsx';

/** Offers a few sentences to choose one of, below each other. */
export const RadioList = <T extends string>(props: RadioProps<T>) => (
  <RadioOptions {...props} looks={classes} />
);
