import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { AuthCard } from '../../features/auth/auth-card.tsx';
import { ResetForm } from '../../features/auth/reset-form.tsx';
import { takeLinkToken } from '../../lib/session/link-token.ts';
import { accountWords } from '../../lib/strings/account.ts';

const words = accountWords.reset;

/** Opens from the link of a mail that was asked for on the page of forgotten passwords. */
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
