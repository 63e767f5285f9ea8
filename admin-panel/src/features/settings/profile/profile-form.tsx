import { Button, TextInput } from '@mantine/core';
import type { UserView } from '@punctual/contracts/users/user';
import { USER_NAME_LIMIT } from '@punctual/contracts/users/user-limits';
import { ErrorSummary } from '../../../components/error-summary.tsx';
import { ZoneSelect } from '../../../components/zone-select.tsx';
import { type FieldErrors, fieldId } from '../../../lib/forms/field-errors.ts';
import { refused } from '../../../lib/forms/refusal.ts';
import { useCheckedForm } from '../../../lib/forms/use-checked-form.ts';
import { en } from '../../../lib/strings/en.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { deviceZone, isTimezone } from '../../../lib/time/zones.ts';
import { showToast } from '../../../lib/toasts.ts';
import { saveProfile } from '../api/change-profile.ts';
import classes from '../section.module.css';

const words = settingsWords.profile;

/** Edits name and zone of the user who is logged in. */
export function ProfileForm({ user }: { user: UserView }) {
  const { form, submit, sending, rest, summary } = useCheckedForm({
    initialValues: { name: user.name ?? '', timezone: user.timezone },
    check: ({ timezone }) => checkZone(timezone),
    send: ({ name, timezone }) =>
      refused(async () => {
        await saveProfile({ name: name.trim() || null, timezone });
        showToast(settingsWords.saved);
      }, ['name', 'timezone']),
  });
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <p>
        {words.email}: <strong>{user.email}</strong>
      </p>
      <TextInput
        id={fieldId('name')}
        label={`${words.name} ${en.auth.optional}`}
        autoComplete="name"
        maxLength={USER_NAME_LIMIT}
        {...form.getInputProps('name')}
      />
      <ZoneSelect
        id={fieldId('timezone')}
        label={words.zone}
        description={words.zoneHint}
        value={form.getValues().timezone}
        onChange={(zone) => form.setFieldValue('timezone', zone)}
        error={form.errors.timezone}
      />
      {form.getValues().timezone !== deviceZone() && (
        <div className={classes.hint}>
          {words.device(deviceZone())}
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => form.setFieldValue('timezone', deviceZone())}
          >
            {words.useDevice}
          </Button>
        </div>
      )}
      <Button type="submit" aria-disabled={sending}>
        {sending ? settingsWords.saving : settingsWords.save}
      </Button>
    </form>
  );
}

const checkZone = (timezone: string): FieldErrors =>
  isTimezone(timezone) ? {} : { timezone: en.time.notAZone(timezone) };
