import classes from './radio-list.module.css';
import { RadioOptions, type RadioProps } from './radio-options.tsx';

/** One of a few sentences, under each other. */
export const RadioList = <T extends string>(props: RadioProps<T>) => (
  <RadioOptions {...props} looks={classes} />
);
