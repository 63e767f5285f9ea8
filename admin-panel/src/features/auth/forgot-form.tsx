import { Button } from '@mantine/core';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { refused } from '../../lib/forms/refusal.ts';
import { useCheckedForm } from '../../lib/forms/use-checked-form.ts';
import { accountWords } from '../../lib/strings/account.ts';
import { mailResetLink } from './api/forgot-password.ts';
import { checkEmail } from './credentials.ts';
import { EmailField } from './email-field.tsx';

const words = accountWords.forgot;

/** Has the link mailed; answers what was refused. */
export const askForLink = (email: string) => refused(() => mailResetLink(email), ['email']);

export function ForgotForm({ onSent }: { onSent: (email: string) => void }) {
  const { form, submit, sending, rest, summary } = useCheckedForm({
    initialValues: { email: '' },
    check: checkEmail,
    send: async ({ email }) => {
      const refusal = await askForLink(email);
      if (refusal === undefined) onSent(email.trim());
      return refusal;
    },
  });
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <EmailField input={form.getInputProps('email')} />
      <Button type="submit" size="md" fullWidth aria-disabled={sending}>
        {sending ? words.sending : words.submit}
      </Button>
    </form>
  );
}
