import { Anchor, Button } from '@mantine/core';
import { Link } from 'react-router';
import { accountWords } from '../../lib/strings/account.ts';
import { signUp } from './api/register.ts';
import { AuthCard } from './auth-card.tsx';
import type { Credentials } from './credentials.ts';
import { SendAgain } from './send-again.tsx';

const words = accountWords.mailed;

/** Says that a mail was sent to confirm an address, what comes next, and what to do if none came. */
export function MailedCard({ values, onOther }: { values: Credentials; onOther: () => void }) {
  const again = async () => {
    const entry = await signUp(values);
    return typeof entry === 'object' ? [...entry.rest, ...Object.values(entry.fields)] : [];
  };
  return (
    <AuthCard
      isNext
      title={words.title}
      lead={words.lead(values.email.trim())}
      footer={
        <Anchor component="button" type="button" underline="always" onClick={onOther}>
          {words.other}
        </Anchor>
      }
    >
      <p>{words.next}</p>
      <SendAgain send={again} />
      <Button component={Link} to="/login" size="md" fullWidth>
        {accountWords.toLogin}
      </Button>
    </AuthCard>
  );
}
