import { Button } from '@mantine/core';
import { useState } from 'react';
import { FormButtons } from '../../../components/form-buttons.tsx';
import { copyText } from '../../../lib/copy-text.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import classes from './second-factor.module.css';

const words = settingsWords.secondFactor.codes;

/** Shows recovery codes, this once. Where the browser does not let pages copy (plain http) they can be selected. */
export function RecoveryCodes({ codes, onStored }: { codes: readonly string[]; onStored: () => void }) {
  const [told, setTold] = useState('');
  const copy = async () => setTold((await copyText(`${codes.join('\n')}\n`)) ? words.copied : words.select);
  const download = () => {
    saveFile(words.file, `${words.fileHead(window.location.host)}\n\n${codes.join('\n')}\n`, 'text/plain');
    setTold(words.downloaded);
  };
  const leave = (event: React.SyntheticEvent) => {
    event.preventDefault();
    onStored();
  };
  return (
    <form onSubmit={leave} className={classes.form}>
      <p>{words.text}</p>
      <ul className={classes.codes} aria-label={words.label}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={classes.keep}>
        <Button variant="default" autoFocus onClick={() => void copy()}>
          {words.copy}
        </Button>
        <Button variant="default" onClick={download}>
          {words.download}
        </Button>
        <p role="status" className={classes.told}>
          {told}
        </p>
      </div>
      <FormButtons>{words.stored}</FormButtons>
    </form>
  );
}
