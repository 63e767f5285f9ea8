import { Button, TextInput } from '@mantine/core';
import { MIN_PASSWORD } from '@punctual/shared/users/user';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { fieldId } from '../../lib/forms/field-errors.ts';
import { useCheckedForm } from '../../lib/forms/use-checked-form.ts';
import { en } from '../../lib/strings/en.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import classes from './auth-card.module.css';
import { type Credentials, checkCredentials, signUp } from './credentials.ts';
import { CredentialsFields } from './credentials-fields.tsx';

const check = (values: Credentials) =>
  checkCredentials(values, { password: en.auth.choosePassword }, MIN_PASSWORD);

export function RegisterForm({ onDone }: { onDone: () => void }) {
  const { form, submit, sending, rest, summary } = useCheckedForm<Credentials>({
    initialValues: { email: '', password: '', name: '' },
    check,
    send: async (values) => {
      const refused = await signUp(values);
      if (refused === undefined) onDone();
      return refused;
    },
  });
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <TextInput
        id={fieldId('name')}
        label={`${en.auth.name} ${en.auth.optional}`}
        size="md"
        autoComplete="name"
        {...form.getInputProps('name')}
      />
      <CredentialsFields form={form} isNew />
      <p className={classes.zone}>{en.auth.register.zone(viewerZone())}</p>
      <Button type="submit" size="md" fullWidth aria-disabled={sending}>
        {sending ? en.auth.register.sending : en.auth.register.submit}
      </Button>
    </form>
  );
}
