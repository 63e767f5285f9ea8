import { Anchor, Button, PasswordInput } from '@mantine/core';
import { call } from '@punctual/contracts/api/client';
import type { resetPassword } from '@punctual/contracts/api/mailed-links-contract';
import { MIN_PASSWORD } from '@punctual/contracts/users/user-limits';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { AuthCard } from '../../features/auth/auth-card.tsx';
import { publicFetch } from '../../features/auth/credentials.ts';
import { refused } from '../../features/auth/refusal.ts';
import { type FieldErrors, fieldId } from '../../lib/forms/field-errors.ts';
import { useCheckedForm } from '../../lib/forms/use-checked-form.ts';
import { takeLinkToken } from '../../lib/session/link-token.ts';
import { dropSession } from '../../lib/session/session.ts';
import { accountWords } from '../../lib/strings/account.ts';
import { en } from '../../lib/strings/en.ts';

const words = accountWords.reset;

const check = ({ password }: { password: string }): FieldErrors =>
  password.length < MIN_PASSWORD ? { password: en.auth.choosePassword } : {};

/** Where the link of a mail leads that was asked for on the page of forgotten passwords. */
export function ResetPage() {
  const [token] = useState(takeLinkToken);
  const [spent, setSpent] = useState(token === null);
  const footer = (
    <Anchor component={Link} to="/login" underline="always">
      {accountWords.toLogin}
    </Anchor>
  );
  if (token === null || spent)
    return (
      <AuthCard
        key="spent"
        isNext={token !== null}
        title={words.spentTitle}
        lead={accountWords.spentLink}
        footer={footer}
      >
        <Button component={Link} to="/forgot" size="md" fullWidth mt={20}>
          {words.askAnew}
        </Button>
      </AuthCard>
    );
  return (
    <AuthCard key="choose" title={words.title} lead={words.lead} footer={footer}>
      <ResetForm token={token} onSpent={() => setSpent(true)} />
    </AuthCard>
  );
}

function ResetForm({ token, onSpent }: { token: string; onSpent: () => void }) {
  const navigate = useNavigate();
  const { form, submit, sending, rest, summary } = useCheckedForm({
    initialValues: { password: '' },
    check,
    send: async ({ password }) => {
      const save = () =>
        call<typeof resetPassword>(publicFetch, 'POST /auth/reset-password', { body: { token, password } });
      const refusal = await refused(save, ['password', 'token']);
      if (refusal?.fields.token !== undefined) onSpent();
      if (refusal !== undefined) return refusal;
      dropSession();
      void navigate('/login', { replace: true, state: { reason: 'passwordChanged' } });
      return undefined;
    },
  });
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <PasswordInput
        id={fieldId('password')}
        label={words.password}
        description={en.auth.passwordHint}
        size="md"
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': en.auth.showPassword, tabIndex: 0 }}
        {...form.getInputProps('password')}
      />
      <Button type="submit" size="md" fullWidth aria-disabled={sending}>
        {sending ? words.sending : words.submit}
      </Button>
    </form>
  );
}
