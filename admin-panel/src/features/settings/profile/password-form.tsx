import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Checkbox.css';
import { Button, Checkbox, PasswordInput } from '@mantine/core';
import { MIN_PASSWORD } from '@punctual/contracts/users/user-limits';
import { useState } from 'react';
import { ErrorSummary } from '../../../components/error-summary.tsx';
import { type FieldErrors, fieldId } from '../../../lib/forms/field-errors.ts';
import { refused } from '../../../lib/forms/refusal.ts';
import { useCheckedForm } from '../../../lib/forms/use-checked-form.ts';
import { en } from '../../../lib/strings/en.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { showToast } from '../../../lib/toasts.ts';
import { savePassword } from '../api/change-password.ts';

const words = settingsWords.password;

interface Passwords {
  current: string;
  next: string;
  revokeApiKeys: boolean;
}

function check({ current, next }: Passwords): FieldErrors {
  return {
    ...(current === '' ? { current: words.enterCurrent } : {}),
    ...(next.length < MIN_PASSWORD ? { next: en.auth.choosePassword } : {}),
  };
}

/** Changes the password; the form is a new one afterwards, so that neither password stays on the page. */
export function PasswordForm({ email }: { email: string }) {
  const [changes, setChanges] = useState(0);
  return <Fields key={changes} email={email} onChanged={() => setChanges(changes + 1)} />;
}

function Fields({ email, onChanged }: { email: string; onChanged: () => void }) {
  const { form, submit, sending, rest, summary } = useCheckedForm<Passwords>({
    initialValues: { current: '', next: '', revokeApiKeys: true },
    check,
    send: (body) =>
      refused(async () => {
        await savePassword(body);
        showToast(body.revokeApiKeys ? words.doneWithKeys : words.done);
        onChanged();
      }, ['current', 'next']),
  });
  const eye = { 'aria-label': en.auth.showPassword, tabIndex: 0 };
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <input type="text" hidden readOnly autoComplete="username" value={email} />
      <PasswordInput
        id={fieldId('current')}
        label={words.current}
        autoComplete="current-password"
        visibilityToggleButtonProps={eye}
        {...form.getInputProps('current')}
      />
      <PasswordInput
        id={fieldId('next')}
        label={words.next}
        description={en.auth.passwordHint}
        autoComplete="new-password"
        visibilityToggleButtonProps={eye}
        {...form.getInputProps('next')}
      />
      <Checkbox
        label={words.revokeKeys}
        description={words.revokeKeysHint}
        checked={form.values.revokeApiKeys}
        onChange={({ currentTarget }) => form.setFieldValue('revokeApiKeys', currentTarget.checked)}
      />
      <Button type="submit" aria-disabled={sending}>
        {sending ? settingsWords.saving : words.submit}
      </Button>
    </form>
  );
}
