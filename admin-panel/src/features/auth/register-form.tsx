import { Button, TextInput } from '@mantine/core';
import { MIN_PASSWORD } from '@punctual/contracts/users/user-limits';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { fieldId } from '../../lib/forms/field-errors.ts';
import { useCheckedForm } from '../../lib/forms/use-checked-form.ts';
import { en } from '../../lib/strings/en.ts';
import { deviceZone } from '../../lib/time/zones.ts';
import { signUp } from './api/register.ts';
import classes from './auth-card.module.css';
import { type Credentials, checkCredentials } from './credentials.ts';
import { CredentialsFields } from './credentials-fields.tsx';

const check = (values: Credentials) =>
  checkCredentials(values, { password: en.auth.choosePassword }, MIN_PASSWORD);

interface Props {
  initialValues: Credentials;
  onDone: () => void;
  /** The address is to be confirmed first. */
  onMailed: (values: Credentials) => void;
}

export function RegisterForm({ initialValues, onDone, onMailed }: Props) {
  const { form, submit, sending, rest, summary } = useCheckedForm<Credentials>({
    initialValues,
    check,
    send: async (values) => {
      const entry = await signUp(values);
      if (typeof entry === 'object') return entry;
      if (entry === 'in') onDone();
      else onMailed(values);
      return undefined;
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
      <p className={classes.zone}>{en.auth.register.zone(deviceZone())}</p>
      <Button type="submit" size="md" fullWidth aria-disabled={sending}>
        {sending ? en.auth.register.sending : en.auth.register.submit}
      </Button>
    </form>
  );
}
