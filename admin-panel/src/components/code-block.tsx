import { useState } from 'react';
import { copyText } from '../lib/copy-text.ts';
import { apiWords } from '../lib/strings/api.ts';
import classes from './code-block.module.css';

interface Props {
  /** Spoken: the thing that is shown. */
  label: string;
  text: string;
}

/** Shows a command, and copies it. Where the browser does not let pages copy (plain http) it can be selected. */
export function CodeBlock({ label, text }: Props) {
  const [told, setTold] = useState('');
  const copy = async () => setTold((await copyText(text)) ? apiWords.copied : apiWords.select);
  return (
    <figure className={classes.block} aria-label={label}>
      <pre className={classes.text}>{text}</pre>
      <div className={classes.foot}>
        <button type="button" onClick={() => void copy()} aria-label={apiWords.copyOf(label)}>
          {apiWords.copy}
        </button>
        <span role="status">{told}</span>
      </div>
    </figure>
  );
}
