import { Button } from '@mantine/core';
import { useState } from 'react';
import { accountWords } from '../../lib/strings/account.ts';
import classes from './auth-card.module.css';

interface Props {
  /** Answers what was wrong, nothing if all went well. */
  send: () => Promise<string[]>;
}

/** Sends a mail once more that did not come. */
export function SendAgain({ send }: Props) {
  const [sending, setSending] = useState(false);
  const [told, setTold] = useState('');
  const press = async () => {
    if (sending) return;
    setSending(true);
    setTold('');
    const wrong = await send();
    setTold(wrong.length > 0 ? wrong.join(' ') : accountWords.sentAgain);
    setSending(false);
  };
  return (
    <div className={classes.again}>
      <p>{accountWords.forgot.spam}</p>
      <Button variant="default" aria-disabled={sending} onClick={() => void press()}>
        {sending ? accountWords.sendingAgain : accountWords.again}
      </Button>
      <p role="status">{told}</p>
    </div>
  );
}
