import { Anchor, Button } from '@mantine/core';
import { call } from '@punctual/contracts/api/client';
import type { forgotPassword } from '@punctual/contracts/api/mailed-links-contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { AuthCard } from '../../features/auth/auth-card.tsx';
import { checkEmail, publicFetch } from '../../features/auth/credentials.ts';
import { EmailField } from '../../features/auth/email-field.tsx';
import { refused } from '../../features/auth/refusal.ts';
import { SendAgain } from '../../features/auth/send-again.tsx';
import { useCheckedForm } from '../../lib/forms/use-checked-form.ts';
import { accountWords } from '../../lib/strings/account.ts';

const words = accountWords.forgot;

const askForLink = (email: string) =>
  refused(
    () =>
      call<typeof forgotPassword>(publicFetch, 'POST /auth/forgot-password', {
        body: { email: email.trim() },
      }),
    ['email'],
  );

/** Has a link mailed. Whether there is such an account is not told, here no more than by the server. */
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

function ForgotForm({ onSent }: { onSent: (email: string) => void }) {
  const { form, submit, sending, rest, summary } = useCheckedForm({
    initialValues: { email: '' },
    check: checkEmail,
    send: async ({ email }) => {
      const refusal = await askForLink(email);
      if (refusal === undefined) onSent(email.trim());
      return refusal;
    },
  });
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <EmailField input={form.getInputProps('email')} />
      <Button type="submit" size="md" fullWidth aria-disabled={sending}>
        {sending ? words.sending : words.submit}
      </Button>
    </form>
  );
}
