import type { ReactNode } from 'react';
import { whenWords } from '../../../../lib/strings/form-when.ts';
import { CRON_PARTS, type CronPart, cronParts, isUnfinished, partAt } from './cron-parts.ts';
import classes from './cron-parts-line.module.css';

interface Props {
  expression: string;
  /** The position of the caret, in characters; null without focus. */
  caret: number | null;
  /** The content at the end of the line. */
  children: ReactNode;
}

/**
 * Shows the parts of an expression, each with its name beneath; half an expression is unfinished, not wrong.
 */
export function CronPartsLine({ expression, caret, children }: Props) {
  const parts = cronParts(expression);
  const lit = caret === null ? -1 : partAt(parts, caret);
  return (
    <div>
      <ul className={classes.parts} aria-label={whenWords.partsLabel}>
        {shownParts(parts).map(({ name, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          <li key={index} data-lit={index === lit || undefined} data-missing={text === '' || undefined}>
            <code>{text === '' ? '·' : text}</code>
            <span>{whenWords.cronParts[name]}</span>
          </li>
        ))}
      </ul>
      <div className={classes.beneath}>
        <p>{isUnfinished(expression) && parts.length > 0 && whenWords.expressionUnfinished(parts.length)}</p>
        {children}
      </div>
    </div>
  );
}

/** Adds places for parts that are still to come. */
function shownParts(parts: readonly CronPart[]): Pick<CronPart, 'name' | 'text'>[] {
  if (parts[0]?.name === 'nickname') return [...parts];
  const missing = CRON_PARTS.slice(1 + parts.length).map((name) => ({ name, text: '' }));
  return [...parts, ...missing];
}
