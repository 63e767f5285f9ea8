import { Anchor } from '@mantine/core';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { AuthCard } from '../../features/auth/auth-card.tsx';
import { RegisterForm } from '../../features/auth/register-form.tsx';
import { nextPage } from '../../lib/session/next-page.ts';
import { en } from '../../lib/strings/en.ts';

export function RegisterPage() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  return (
    <AuthCard
      title={en.auth.register.title}
      lead={en.auth.register.lead}
      footer={
        <>
          {en.auth.register.other}{' '}
          <Anchor component={Link} to={{ pathname: '/login', search: search.toString() }} underline="always">
            {en.auth.register.otherLink}
          </Anchor>
        </>
      }
    >
      <RegisterForm onDone={() => void navigate(nextPage(search.get('next')), { replace: true })} />
    </AuthCard>
  );
}
