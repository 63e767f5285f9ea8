import { IconDots } from '@tabler/icons-react';
import classes from './job-menu.module.css';

/** Opens a menu. A button of our own, for speed: a long list makes one with each row that comes into view. */
export function JobMenuButton(props: React.ComponentProps<'button'>) {
  return (
    <button type="button" {...props} className={classes.button}>
      <IconDots size={20} aria-hidden />
    </button>
  );
}
