import { CodeInput } from '../../../components/code-input.tsx';
import { ErrorSummary } from '../../../components/error-summary.tsx';
import { FormButtons } from '../../../components/form-buttons.tsx';
import type { FieldErrors } from '../../../lib/forms/field-errors.ts';
import { refused } from '../../../lib/forms/refusal.ts';
import { useCheckedForm } from '../../../lib/forms/use-checked-form.ts';
import { accountWords } from '../../../lib/strings/account.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { confirmCode } from '../api/confirm-second-factor.ts';
import type { Offer } from '../api/set-up-second-factor.ts';
import { QrCode } from './qr-code.tsx';
import classes from './second-factor.module.css';

const words = settingsWords.secondFactor;
const FOURS = /.{4}(?=.)/g;

interface Props {
  offer: Offer;
  onConfirmed: (recoveryCodes: string[]) => void;
  onCancel?: (() => void) | undefined;
}

/** Shows the secret to the app of the user, and asks for a code of it. */
export function AppStep({ offer, onConfirmed, onCancel }: Props) {
  const { form, submit, sending, rest, summary } = useCheckedForm({
    initialValues: { code: '' },
    check: ({ code }): FieldErrors => (code.trim() === '' ? { code: accountWords.secondStep.enter.app } : {}),
    send: ({ code }) => refused(async () => onConfirmed(await confirmCode(code)), ['code']),
  });
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <div>
        <p>{words.scan}</p>
        <QrCode text={offer.uri} label={words.qrLabel} />
        <a href={offer.uri} className={classes.onThisDevice}>
          {words.onThisDevice}
        </a>
      </div>
      <p className={classes.byHand}>
        {words.byHand} <code className={classes.secret}>{offer.secret.replace(FOURS, '$& ')}</code>
      </p>
      <CodeInput kind="app" autoFocus {...form.getInputProps('code')} />
      <FormButtons onCancel={onCancel} cancel={words.cancel} sending={sending}>
        {sending ? words.sending : words.switchOn}
      </FormButtons>
    </form>
  );
}
