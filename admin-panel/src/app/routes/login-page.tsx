import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import type { HalfLogin } from '../../features/auth/api/login.ts';
import { AuthCard } from '../../features/auth/auth-card.tsx';
import { LoginForm } from '../../features/auth/login-form.tsx';
import { ProviderButton } from '../../features/auth/provider-button.tsx';
import { SecondStepCard } from '../../features/auth/second-step-card.tsx';
import { nextPage } from '../../lib/session/next-page.ts';
import { en } from '../../lib/strings/en.ts';

const NOTICES: Record<string, string> = {
  ended: en.auth.login.ended,
  endedWithDraft: en.auth.login.endedWithDraft,
  disabled: en.auth.login.disabled,
  out: en.auth.loggedOut,
  passwordChanged: en.auth.login.passwordChanged,
  secondStepOver: en.auth.login.secondStepOver,
};

export function LoginPage() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { state } = useLocation();
  const [half, setHalf] = useState<HalfLogin | null>(null);
  const [reason, setReason] = useState<unknown>(state?.reason);
  const next = nextPage(search.get('next'));
  const goOn = () => void navigate(next, { replace: true });
  const goBack = (why?: string) => {
    setHalf(null);
    setReason(why);
  };
  if (half !== null) return <SecondStepCard login={half} onDone={goOn} onBack={goBack} />;
  return (
    <AuthCard
      title={en.auth.login.title}
      notice={typeof reason === 'string' ? NOTICES[reason] : undefined}
      footer={
        <>
          {en.auth.login.other}{' '}
          <Anchor
            component={Link}
            to={{ pathname: '/register', search: search.toString() }}
            underline="always"
          >
            {en.auth.login.otherLink}
          </Anchor>
        </>
      }
    >
      <LoginForm onDone={goOn} onSecondStep={setHalf} />
      <ProviderButton next={next} />
    </AuthCard>
  );
}
