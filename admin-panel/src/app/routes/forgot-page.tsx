import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { AuthCard } from '../../features/auth/auth-card.tsx';
import { askForLink, ForgotForm } from '../../features/auth/forgot-form.tsx';
import { SendAgain } from '../../features/auth/send-again.tsx';
import { accountWords } from '../../lib/strings/account.ts';

const words = accountWords.forgot;

/** Has a link mailed. Neither the page nor the server tells whether there is such an account. */
export function ForgotPage() {
  const [email, setEmail] = useState<string | null>(null);
  const footer = (
    <>
      {words.remembered}{' '}
      <Anchor component={Link} to="/login" underline="always">
        {accountWords.toLogin}
      </Anchor>
    </>
  );
  if (email === null)
    return (
      <AuthCard key="ask" title={words.title} lead={words.lead} footer={footer}>
        <ForgotForm onSent={setEmail} />
      </AuthCard>
    );
  const again = async () => {
    const refusal = await askForLink(email);
    return refusal === undefined ? [] : [...refusal.rest, ...Object.values(refusal.fields)];
  };
  return (
    <AuthCard key="sent" isNext title={words.sentTitle} lead={words.sent(email)} footer={footer}>
      <SendAgain send={again} />
    </AuthCard>
  );
}
