import { Button } from '@mantine/core';
import { useState } from 'react';
import { copyText } from '../../../lib/copy-text.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import classes from './keys.module.css';

const words = settingsWords.keys;

/** Shows a key, this once. Where the browser does not let pages copy (plain http) it can be selected. */
export function KeyOnce({
  service,
  value,
  onStored,
}: {
  service: string;
  value: string;
  onStored: () => void;
}) {
  const [told, setTold] = useState('');
  const copy = async () => setTold((await copyText(value)) ? words.copied : words.select);
  return (
    <div className={classes.form}>
      <p>{words.onceText}</p>
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
      <div className={classes.buttons}>
        <Button onClick={onStored}>{words.stored}</Button>
      </div>
    </div>
  );
}
