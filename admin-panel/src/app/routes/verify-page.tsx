import { Anchor, Button } from '@mantine/core';
import { ApiError, call } from '@punctual/contracts/api/client';
import type { verifyEmail } from '@punctual/contracts/api/mailed-links-contract';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { BlockError } from '../../components/block-error.tsx';
import { AuthCard } from '../../features/auth/auth-card.tsx';
import { publicFetch } from '../../features/auth/credentials.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';
import { takeLinkToken } from '../../lib/session/link-token.ts';
import { accountWords } from '../../lib/strings/account.ts';

const words = accountWords.verify;

async function confirmAddress(token: string): Promise<'confirmed' | 'spent'> {
  try {
    await call<typeof verifyEmail>(publicFetch, 'POST /auth/verify-email', { body: { token } });
    return 'confirmed';
  } catch (error) {
    if (error instanceof ApiError && error.status === 422) return 'spent';
    throw error;
  }
}

/** Where the link of a mail leads that was sent after registration: it says what came of it. */
export function VerifyPage() {
  const [token] = useState(takeLinkToken);
  const verification = useQuery({
    queryKey: queryKeys.verification(token ?? ''),
    queryFn: () => (token === null ? 'spent' : confirmAddress(token)),
    // The link works once.
    staleTime: Number.POSITIVE_INFINITY,
  });
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
