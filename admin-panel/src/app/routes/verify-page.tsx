import { Anchor, Button } from '@mantine/core';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { BlockError } from '../../components/block-error.tsx';
import { verificationQuery } from '../../features/auth/api/verify-email.ts';
import { AuthCard } from '../../features/auth/auth-card.tsx';
import { takeLinkToken } from '../../lib/session/link-token.ts';
import { accountWords } from '../../lib/strings/account.ts';

const words = accountWords.verify;

/** Opens from the link of the mail that follows a registration, and says what came of it. */
export function VerifyPage() {
  const [token] = useState(takeLinkToken);
  const verification = useQuery(verificationQuery(token));
  if (verification.data === 'confirmed') return <Confirmed />;
  const isSpent = verification.data === 'spent';
  return (
    <AuthCard
      key={isSpent ? 'spent' : 'checking'}
      isNext={isSpent && token !== null}
      title={isSpent ? accountWords.reset.spentTitle : words.title}
      footer={
        <Anchor component={Link} to="/login" underline="always">
          {accountWords.toLogin}
        </Anchor>
      }
    >
      {isSpent ? <Spent /> : <NotYet verification={verification} />}
    </AuthCard>
  );
}

function Confirmed() {
  return (
    <AuthCard key="confirmed" isNext title={words.doneTitle} lead={words.done} footer={null}>
      <Button component={Link} to="/" size="md" fullWidth mt={20}>
        {words.goOn}
      </Button>
    </AuthCard>
  );
}

function Spent() {
  return (
    <>
      <p>{words.spent}</p>
      <Button component={Link} to="/register" variant="default" size="md" fullWidth mt={20}>
        {words.toRegister}
      </Button>
    </>
  );
}

function NotYet({ verification }: { verification: UseQueryResult }) {
  if (!verification.isError) return <p role="status">{words.checking}</p>;
  return (
    <BlockError
      message={words.failed}
      error={verification.error}
      onRetry={() => void verification.refetch()}
    />
  );
}
