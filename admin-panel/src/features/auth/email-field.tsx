import { TextInput } from '@mantine/core';
import { fieldId } from '../../lib/forms/field-errors.ts';
import { en } from '../../lib/strings/en.ts';

interface Props {
  /** The form's properties of this field. */
  input: object;
}

/** Asks for the address of an account, as password managers expect it. */
export const EmailField = ({ input }: Props) => (
  <TextInput
    id={fieldId('email')}
    label={en.auth.email}
    type="email"
    size="md"
    autoComplete="username"
    autoCapitalize="none"
    spellCheck={false}
    {...input}
  />
);
