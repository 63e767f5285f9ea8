import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useLoaderData, useNavigate } from 'react-router';
import type { ProviderLogin } from '../../features/auth/api/finish-oidc.ts';
import { AuthCard } from '../../features/auth/auth-card.tsx';
import { SecondStepCard } from '../../features/auth/second-step-card.tsx';
import { takeNextPage } from '../../lib/session/next-page.ts';
import { accountWords } from '../../lib/strings/account.ts';

const words = accountWords.provider;

/** Opens where the provider leads back: asks for the second step if one is due, or says why there is no login. */
export function ProviderPage() {
  const outcome = useLoaderData<Exclude<ProviderLogin, 'in'>>();
  const navigate = useNavigate();
  const [next] = useState(takeNextPage);
  if ('pendingLogin' in outcome)
    return (
      <SecondStepCard
        login={outcome}
        onDone={() => void navigate(next, { replace: true })}
        onBack={(reason) => void navigate('/login', { replace: true, state: { reason } })}
      />
    );
  return (
    <AuthCard title={words.failed} lead={outcome.refusal} footer={null}>
      <Button component={Link} to="/login" size="md" fullWidth mt={20}>
        {words.back}
      </Button>
    </AuthCard>
  );
}
