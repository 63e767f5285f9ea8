import { Anchor, Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { CodeInput, type CodeKind } from '../../../components/code-input.tsx';
import { ErrorSummary } from '../../../components/error-summary.tsx';
import { type FieldErrors, fieldId } from '../../../lib/forms/field-errors.ts';
import { refused } from '../../../lib/forms/refusal.ts';
import { useCheckedForm } from '../../../lib/forms/use-checked-form.ts';
import { accountWords } from '../../../lib/strings/account.ts';
import { en } from '../../../lib/strings/en.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import classes from './second-factor.module.css';

const words = settingsWords.secondFactor;

export interface Proof {
  password: string;
  code: string;
}

interface Props {
  email: string;
  text: string;
  confirm: string;
  /** Does it; what it throws is shown. */
  onProof: (proof: Proof) => Promise<void>;
  onCancel: () => void;
}

/** Asks for password and code before a change of the second factor. */
export function ProofForm({ email, text, confirm, onProof, onCancel }: Props) {
  const [kind, setKind] = useState<CodeKind>('app');
  const { form, submit, sending, rest, summary } = useCheckedForm<Proof>({
    initialValues: { password: '', code: '' },
    check: ({ password, code }): FieldErrors => ({
      ...(password === '' ? { password: settingsWords.password.enterCurrent } : {}),
      ...(code.trim() === '' ? { code: accountWords.secondStep.enter[kind] } : {}),
    }),
    send: (proof) => refused(() => onProof(proof), ['password', 'code']),
  });
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <p>{text}</p>
      <input type="text" hidden readOnly autoComplete="username" value={email} />
      <PasswordInput
        id={fieldId('password')}
        label={settingsWords.password.current}
        data-autofocus
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': en.auth.showPassword, tabIndex: 0 }}
        {...form.getInputProps('password')}
      />
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
      <div className={classes.buttons}>
        <Button variant="default" onClick={onCancel}>
          {words.cancel}
        </Button>
        <Button type="submit" aria-disabled={sending}>
          {sending ? words.sending : confirm}
        </Button>
      </div>
    </form>
  );
}
