import { Button } from '@mantine/core';
import type { Scope } from '@punctual/contracts/users/api-key-limits';
import { useState } from 'react';
import { CodeBlock } from '../../../components/code-block.tsx';
import { copyText } from '../../../lib/copy-text.ts';
import { apiWords } from '../../../lib/strings/api.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { firstCall } from './first-call.ts';
import classes from './keys.module.css';

const words = settingsWords.keys;

interface Props {
  service: string;
  scopes: readonly Scope[];
  value: string;
  /** A sentence about the key that this one replaces. */
  note?: string;
  onStored: () => void;
}

/**
 * Shows a key, this once, and a command that has it in it. Where the browser does not let pages copy (plain http) it
 * can be selected.
 */
export function KeyOnce({ service, scopes, value, note, onStored }: Props) {
  const [told, setTold] = useState('');
  const copy = async () => setTold((await copyText(value)) ? words.copied : words.select);
  return (
    <div className={classes.form}>
      <p>{words.onceText}</p>
      {note !== undefined && <p>{note}</p>}
      <div className={classes.key}>
        <input
          readOnly
          aria-label={words.keyOf(service)}
          value={value}
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button variant="default" onClick={() => void copy()}>
          {words.copy}
        </Button>
      </div>
      <p role="status" className={classes.told}>
        {told}
      </p>
      <p>{apiWords.firstCall}</p>
      <CodeBlock label={apiWords.firstCallLabel} text={firstCall(value, scopes)} />
      <div className={classes.buttons}>
        <Button onClick={onStored}>{words.stored}</Button>
      </div>
    </div>
  );
}
