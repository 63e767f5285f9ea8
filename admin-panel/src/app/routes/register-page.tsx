import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { AuthCard } from '../../features/auth/auth-card.tsx';
import type { Credentials } from '../../features/auth/credentials.ts';
import { MailedCard } from '../../features/auth/mailed-card.tsx';
import { RegisterForm } from '../../features/auth/register-form.tsx';
import { nextPage } from '../../lib/session/next-page.ts';
import { en } from '../../lib/strings/en.ts';

const EMPTY: Credentials = { email: '', password: '', name: '' };

export function RegisterPage() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [values, setValues] = useState(EMPTY);
  const [mailed, setMailed] = useState(false);
  if (mailed) return <MailedCard values={values} onOther={() => setMailed(false)} />;
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
      <RegisterForm
        initialValues={values}
        onDone={() => void navigate(nextPage(search.get('next')), { replace: true })}
        onMailed={(sent) => {
          setValues(sent);
          setMailed(true);
        }}
      />
    </AuthCard>
  );
}
