import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { CodeInput, type CodeKind } from '../../../components/code-input.tsx';
import { ErrorSummary } from '../../../components/error-summary.tsx';
import { FormButtons } from '../../../components/form-buttons.tsx';
import type { FieldErrors } from '../../../lib/forms/field-errors.ts';
import { refused } from '../../../lib/forms/refusal.ts';
import { useCheckedForm } from '../../../lib/forms/use-checked-form.ts';
import { accountWords } from '../../../lib/strings/account.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { CurrentPassword } from './current-password.tsx';
import classes from './second-factor.module.css';

const words = settingsWords.secondFactor;

interface Proof {
  password?: string;
  code: string;
}

interface Props {
  email: string;
  hasPassword: boolean;
  text: string;
  confirm: string;
  /** Does it; what it throws is shown. */
  onProof: (proof: Proof) => Promise<void>;
  onCancel: () => void;
}

/** Asks for password and code before a change of the second factor. */
export function ProofForm({ email, hasPassword, text, confirm, onProof, onCancel }: Props) {
  const [kind, setKind] = useState<CodeKind>('app');
  const { form, submit, sending, rest, summary } = useCheckedForm({
    initialValues: { password: '', code: '' },
    check: ({ password, code }): FieldErrors => ({
      ...(hasPassword && password === '' ? { password: settingsWords.password.enterCurrent } : {}),
      ...(code.trim() === '' ? { code: accountWords.secondStep.enter[kind] } : {}),
    }),
    send: ({ password, code }) =>
      refused(() => onProof(hasPassword ? { password, code } : { code }), ['password', 'code']),
  });
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <p>{text}</p>
      {hasPassword && <CurrentPassword email={email} input={form.getInputProps('password')} />}
      <CodeInput kind={kind} {...form.getInputProps('code')} />
      <div>
        <Anchor
          component="button"
          type="button"
          size="sm"
          underline="always"
          onClick={() => setKind(kind === 'app' ? 'recovery' : 'app')}
        >
          {accountWords.secondStep.change[kind]}
        </Anchor>
      </div>
      <FormButtons onCancel={onCancel} cancel={words.cancel} sending={sending}>
        {sending ? words.sending : confirm}
      </FormButtons>
    </form>
  );
}
