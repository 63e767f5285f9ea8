import { EXCERPT_LIMIT } from '@punctual/contracts/runs/run-limits';
import { useState } from 'react';
import { announce } from '../../../lib/announce.ts';
import { figure } from '../../../lib/strings/plural.ts';
import { runsWords as words } from '../../../lib/strings/runs.ts';
import classes from './excerpt.module.css';

const LINES = 12;
/** The part of a response that the service keeps. */
const KB = 1_024;

interface Props {
  text: string;
  /** It is not cut, however long it is: it is not a response. */
  isWhole?: boolean;
}

/** Shows a response: as text and never as HTML, twelve lines of it, and all on demand. */
export function Excerpt({ text, isWhole: isUncut = false }: Props) {
  const [isWhole, setWhole] = useState(false);
  const size = new TextEncoder().encode(text).length;
  const isLong = text.split('\n').length > LINES || text.length > LINES * 72;
  const copy = () => void navigator.clipboard.writeText(text).then(() => announce(words.copied));
  return (
    <div className={classes.excerpt}>
      <pre className={classes.text} data-short={(isLong && !isWhole) || undefined}>
        {text}
      </pre>
      <div className={classes.more}>
        {isLong && (
          <button type="button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? words.showLess : words.showAll(sizeText(size))}
          </button>
        )}
        {navigator.clipboard !== undefined && (
          <button type="button" onClick={copy}>
            {words.copy}
          </button>
        )}
        {!isUncut && size >= EXCERPT_LIMIT - 3 && <span>{words.cut}</span>}
      </div>
    </div>
  );
}

const sizeText = (bytes: number): string =>
  bytes < KB ? words.bytes(bytes) : words.kilobytes(figure(Math.round((bytes / KB) * 10) / 10));
