import { PasswordInput } from '@mantine/core';
import { fieldId } from '../../../lib/forms/field-errors.ts';
import { en } from '../../../lib/strings/en.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';

interface Props {
  email: string;
  /** The form's properties of this field. */
  input: object;
}

/** Asks for the password of the account, as password managers expect it. */
export const CurrentPassword = ({ email, input }: Props) => (
  <>
    <input type="text" hidden readOnly autoComplete="username" value={email} />
    <PasswordInput
      id={fieldId('password')}
      label={settingsWords.password.current}
      data-autofocus
      autoComplete="current-password"
      visibilityToggleButtonProps={{ 'aria-label': en.auth.showPassword, tabIndex: 0 }}
      {...input}
    />
  </>
);
