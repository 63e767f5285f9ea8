import { Button, PasswordInput } from '@mantine/core';
import { MIN_PASSWORD } from '@punctual/contracts/users/user-limits';
import { useNavigate } from 'react-router';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { type FieldErrors, fieldId } from '../../lib/forms/field-errors.ts';
import { refused } from '../../lib/forms/refusal.ts';
import { useCheckedForm } from '../../lib/forms/use-checked-form.ts';
import { dropSession } from '../../lib/session/session.ts';
import { accountWords } from '../../lib/strings/account.ts';
import { en } from '../../lib/strings/en.ts';
import { saveNewPassword } from './api/reset-password.ts';

const words = accountWords.reset;

const check = ({ password }: { password: string }): FieldErrors =>
  password.length < MIN_PASSWORD ? { password: en.auth.choosePassword } : {};

/** Sets a new password; the session that this browser may have ends with it. */
export function ResetForm({ token, onSpent }: { token: string; onSpent: () => void }) {
  const navigate = useNavigate();
  const { form, submit, sending, rest, summary } = useCheckedForm({
    initialValues: { password: '' },
    check,
    send: async ({ password }) => {
      const refusal = await refused(() => saveNewPassword(token, password), ['password', 'token']);
      if (refusal?.fields.token !== undefined) onSpent();
      if (refusal !== undefined) return refusal;
      dropSession();
      void navigate('/login', { replace: true, state: { reason: 'passwordChanged' } });
      return undefined;
    },
  });
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <PasswordInput
        id={fieldId('password')}
        label={words.password}
        description={en.auth.passwordHint}
        size="md"
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': en.auth.showPassword, tabIndex: 0 }}
        {...form.getInputProps('password')}
      />
      <Button type="submit" size="md" fullWidth aria-disabled={sending}>
        {sending ? words.sending : words.submit}
      </Button>
    </form>
  );
}
