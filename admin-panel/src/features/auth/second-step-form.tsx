import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { CodeInput, type CodeKind } from '../../components/code-input.tsx';
import { ErrorSummary } from '../../components/error-summary.tsx';
import type { FieldErrors } from '../../lib/forms/field-errors.ts';
import { useCheckedForm } from '../../lib/forms/use-checked-form.ts';
import { accountWords } from '../../lib/strings/account.ts';
import { en } from '../../lib/strings/en.ts';
import type { HalfLogin } from './api/login.ts';
import { takeSecondStep } from './api/second-step.ts';
import classes from './auth-card.module.css';

const words = accountWords.secondStep;

interface Props {
  login: HalfLogin;
  onDone: () => void;
  /** The login has to begin again. */
  onOver: () => void;
}

/** Asks for the code of the authenticator app, or for a recovery code. */
export function SecondStepForm({ login, onDone, onOver }: Props) {
  const [kind, setKind] = useState<CodeKind>('app');
  const { form, submit, sending, rest, summary } = useCheckedForm({
    initialValues: { code: '' },
    check: ({ code }): FieldErrors => (code.trim() === '' ? { code: words.enter[kind] } : {}),
    send: async ({ code }) => {
      const outcome = await takeSecondStep(login, code, kind);
      if (typeof outcome === 'object') return outcome;
      if (outcome === 'in') onDone();
      else onOver();
      return undefined;
    },
  });
  const change = () => {
    setKind(kind === 'app' ? 'recovery' : 'app');
    form.setFieldValue('code', '');
    form.clearErrors();
  };
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <CodeInput key={kind} kind={kind} size="md" autoFocus {...form.getInputProps('code')} />
      <Anchor
        component="button"
        type="button"
        size="sm"
        underline="always"
        className={classes.forgot ?? ''}
        onClick={change}
      >
        {words.change[kind]}
      </Anchor>
      <Button type="submit" size="md" fullWidth aria-disabled={sending}>
        {sending ? en.auth.login.sending : en.auth.login.submit}
      </Button>
    </form>
  );
}
