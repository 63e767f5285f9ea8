import { Button, PasswordInput } from '@mantine/core';
import { ErrorSummary } from '../../../components/error-summary.tsx';
import { type FieldErrors, fieldId } from '../../../lib/forms/field-errors.ts';
import { refused } from '../../../lib/forms/refusal.ts';
import { useCheckedForm } from '../../../lib/forms/use-checked-form.ts';
import { en } from '../../../lib/strings/en.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { type Offer, offerSecondFactor } from '../api/set-up-second-factor.ts';
import classes from './second-factor.module.css';

const words = settingsWords.secondFactor;

interface Props {
  email: string;
  onOffer: (offer: Offer) => void;
  onCancel?: (() => void) | undefined;
}

/** Asks for the password first: whoever finds a login open must not lock its owner out. */
export function PasswordStep({ email, onOffer, onCancel }: Props) {
  const { form, submit, sending, rest, summary } = useCheckedForm({
    initialValues: { password: '' },
    check: ({ password }): FieldErrors =>
      password === '' ? { password: settingsWords.password.enterCurrent } : {},
    send: ({ password }) => refused(async () => onOffer(await offerSecondFactor(password)), ['password']),
  });
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <p>{words.setUpText}</p>
      <input type="text" hidden readOnly autoComplete="username" value={email} />
      <PasswordInput
        id={fieldId('password')}
        label={settingsWords.password.current}
        data-autofocus
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': en.auth.showPassword, tabIndex: 0 }}
        {...form.getInputProps('password')}
      />
      <div className={classes.buttons}>
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel}>
            {words.cancel}
          </Button>
        )}
        <Button type="submit" aria-disabled={sending}>
          {sending ? words.sending : words.goOn}
        </Button>
      </div>
    </form>
  );
}
