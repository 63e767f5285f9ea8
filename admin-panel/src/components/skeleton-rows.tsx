import classes from './skeleton-rows.module.css';

interface Props {
  rows: number;
  /** The exact height of the rows that will take their place. */
  height: number;
}

/** Rows that are on their way; shown only after 150 ms, so that fast answers do not flicker. */
export function SkeletonRows({ rows, height }: Props) {
  return (
    <div className={classes.rows} aria-hidden>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing but their place
        <div key={index} className={classes.row} style={{ height }}>
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
