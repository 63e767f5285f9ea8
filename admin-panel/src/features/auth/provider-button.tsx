import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorWords } from '../../lib/api/error-words.ts';
import { accountWords } from '../../lib/strings/account.ts';
import { oidcQuery } from './api/get-oidc.ts';
import { goToProvider } from './api/start-oidc.ts';
import classes from './auth-card.module.css';

const words = accountWords.provider;

/** Offers to log in through a provider, where the settings name one. */
export function ProviderButton({ next }: { next: string }) {
  const { data } = useQuery(oidcQuery);
  const [leaving, setLeaving] = useState(false);
  const [failed, setFailed] = useState('');
  if (!data?.label) return null;
  const leave = async () => {
    if (leaving) return;
    setLeaving(true);
    setFailed('');
    try {
      await goToProvider(next);
    } catch (error) {
      setFailed(errorWords(error));
      setLeaving(false);
    }
  };
  return (
    <div className={classes.provider}>
      <p className={classes.or}>{words.or}</p>
      <Button variant="default" size="md" fullWidth aria-disabled={leaving} onClick={() => void leave()}>
        {leaving ? words.leaving : words.logIn(data.label)}
      </Button>
      <p role="alert" className={classes.failed}>
        {failed}
      </p>
    </div>
  );
}
