import { Anchor } from '@mantine/core';
import type { UserView } from '@punctual/contracts/users/user';
import { useState } from 'react';
import { useLoaderData, useNavigate, useSearchParams } from 'react-router';
import { AuthCard } from '../../features/auth/auth-card.tsx';
import { SetUp } from '../../features/settings/second-factor/set-up.tsx';
import { reloadMe } from '../../lib/session/me.ts';
import { nextPage } from '../../lib/session/next-page.ts';
import { endSession } from '../../lib/session/session.ts';
import { accountWords } from '../../lib/strings/account.ts';
import { settingsWords } from '../../lib/strings/settings.ts';
import { useSessionEnd } from '../shell/use-session-end.ts';

const words = accountWords.secondFactorDue;

/** Has an administrator set up the second factor that is demanded of them; there is nothing else that they may do. */
export function SecondFactorPage() {
  const { email, hasPassword } = useLoaderData<UserView>();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const [isOn, setOn] = useState(false);
  useSessionEnd();
  const goOn = async () => {
    await reloadMe();
    await navigate(nextPage(search.get('next')), { replace: true });
  };
  return (
    <AuthCard
      title={isOn ? settingsWords.secondFactor.codes.title : words.title}
      lead={isOn ? words.done : words.lead}
      footer={
        <>
          {words.loggedInAs(email)}{' '}
          <Anchor component="button" type="button" underline="always" onClick={() => void endSession()}>
            {words.logOut}
          </Anchor>
        </>
      }
    >
      <SetUp
        email={email}
        hasPassword={hasPassword}
        onConfirmed={() => setOn(true)}
        onDone={() => void goOn()}
      />
    </AuthCard>
  );
}
