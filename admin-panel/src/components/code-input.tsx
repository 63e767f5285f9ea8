import { TextInput, type TextInputProps } from '@mantine/core';
import { fieldId } from '../lib/forms/field-errors.ts';
import { accountWords } from '../lib/strings/account.ts';

const words = accountWords.secondStep;

export type CodeKind = 'app' | 'recovery';

/** Asks for a code of an authenticator app, which phones and password managers fill in, or for a recovery code. */
export const CodeInput = ({ kind, ...input }: TextInputProps & { kind: CodeKind }) => (
  <TextInput
    id={fieldId('code')}
    label={words.label[kind]}
    description={words.hint[kind]}
    autoComplete={kind === 'app' ? 'one-time-code' : 'off'}
    inputMode={kind === 'app' ? 'numeric' : 'text'}
    autoCapitalize="none"
    spellCheck={false}
    {...input}
  />
);
