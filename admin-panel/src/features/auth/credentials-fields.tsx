import { PasswordInput } from '@mantine/core';
import { fieldId } from '../../lib/forms/field-errors.ts';
import type { FormState } from '../../lib/forms/form-state.ts';
import { en } from '../../lib/strings/en.ts';
import type { Credentials } from './credentials.ts';
import { EmailField } from './email-field.tsx';

interface Props {
  form: FormState<Credentials>;
  /** For a new account the password is chosen, else it is recalled. */
  isNew: boolean;
}

/** Asks for email and password, as password managers expect them. */
export function CredentialsFields({ form, isNew }: Props) {
  return (
    <>
      <EmailField input={form.getInputProps('email')} />
      <PasswordInput
        id={fieldId('password')}
        label={en.auth.password}
        description={isNew ? en.auth.passwordHint : undefined}
        size="md"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        visibilityToggleButtonProps={{ 'aria-label': en.auth.showPassword, tabIndex: 0 }}
        {...form.getInputProps('password')}
      />
    </>
  );
}
