import { Anchor, Button } from '@mantine/core';
import { Link } from 'react-router';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { useCheckedForm } from '../../lib/forms/use-checked-form.ts';
import { en } from '../../lib/strings/en.ts';

import { type HalfLogin, logIn } from './api/login.ts';
import classes from './auth-card.module.css';
import { type Credentials, checkCredentials } from './credentials.ts';
import { CredentialsFields } from './credentials-fields.tsx';

const check = (values: Credentials) => checkCredentials(values, { password: en.auth.enterPassword }, 1);

interface Props {
  onDone: () => void;
  /** The password was right, and a code is needed too. */
  onSecondStep: (login: HalfLogin) => void;
}

export function LoginForm({ onDone, onSecondStep }: Props) {
  const { form, submit, sending, rest, summary } = useCheckedForm<Credentials>({
    initialValues: { email: '', password: '', name: '' },
    check,
    send: async (values) => {
      const entry = await logIn(values);
      if (typeof entry === 'string') onDone();
      else if ('pendingLogin' in entry) onSecondStep(entry);
      else return entry;
      return undefined;
    },
  });
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <CredentialsFields form={form} isNew={false} />
      <Anchor component={Link} to="/forgot" size="sm" underline="always" className={classes.forgot ?? ''}>
        {en.auth.login.forgot}
      </Anchor>
      <Button type="submit" size="md" fullWidth aria-disabled={sending}>
        {sending ? en.auth.login.sending : en.auth.login.submit}
      </Button>
    </form>
  );
}
