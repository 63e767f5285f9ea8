import { Anchor } from '@mantine/core';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { AuthCard } from '../../features/auth/auth-card.tsx';
import { LoginForm } from '../../features/auth/login-form.tsx';
import { nextPage } from '../../lib/session/next-page.ts';
import { en } from '../../lib/strings/en.ts';

const NOTICES: Record<string, string> = {
  ended: en.auth.login.ended,
  out: en.auth.loggedOut,
  passwordChanged: en.auth.login.passwordChanged,
};

export function LoginPage() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { state } = useLocation();
  const reason: unknown = state?.reason;
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
      <LoginForm onDone={() => void navigate(nextPage(search.get('next')), { replace: true })} />
    </AuthCard>
  );
}
