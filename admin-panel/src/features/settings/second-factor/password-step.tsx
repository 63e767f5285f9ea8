import { ErrorSummary } from '../../../components/error-summary.tsx';
import { FormButtons } from '../../../components/form-buttons.tsx';
import type { FieldErrors } from '../../../lib/forms/field-errors.ts';
import { refused } from '../../../lib/forms/refusal.ts';
import { useCheckedForm } from '../../../lib/forms/use-checked-form.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { type Offer, offerSecondFactor } from '../api/set-up-second-factor.ts';
import { CurrentPassword } from './current-password.tsx';
import classes from './second-factor.module.css';

const words = settingsWords.secondFactor;

interface Props {
  email: string;
  hasPassword: boolean;
  onOffer: (offer: Offer) => void;
  onCancel?: (() => void) | undefined;
}

/** Asks for the password first: whoever finds a login open must not lock its owner out. */
export function PasswordStep({ email, hasPassword, onOffer, onCancel }: Props) {
  const { form, submit, sending, rest, summary } = useCheckedForm({
    initialValues: { password: '' },
    check: ({ password }): FieldErrors =>
      hasPassword && password === '' ? { password: settingsWords.password.enterCurrent } : {},
    send: ({ password }) =>
      refused(async () => onOffer(await offerSecondFactor(hasPassword ? password : undefined)), ['password']),
  });
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <p>{words.setUpText}</p>
      {hasPassword && <CurrentPassword email={email} input={form.getInputProps('password')} />}
      <FormButtons onCancel={onCancel} cancel={words.cancel} sending={sending}>
        {sending ? words.sending : words.goOn}
      </FormButtons>
    </form>
  );
}
