import { en } from '../lib/strings/en.ts';
import classes from './logo.module.css';

export function Logo() {
  return (
    <span className={classes.logo}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <rect width="32" height="32" rx="8" className={classes.ground} />
        <circle cx="16" cy="16" r="9" className={classes.face} />
        <path d="M16 10.5V16l4 2.6" className={classes.hands} />
      </svg>
      {en.product}
    </span>
  );
}
