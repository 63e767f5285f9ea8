import type { rotateApiKey } from '@punctual/contracts/api/api-keys-contract';
import type { Answer } from '@punctual/contracts/api/endpoint';
import type { ApiKeyView } from '@punctual/contracts/users/api-key';
import { useState } from 'react';
import { ErrorSummary } from '../../../components/error-summary.tsx';
import { FormButtons } from '../../../components/form-buttons.tsx';
import { OnceDialog } from '../../../components/once-dialog.tsx';
import { Segments } from '../../../components/segments.tsx';
import { refused } from '../../../lib/forms/refusal.ts';
import { useCheckedForm } from '../../../lib/forms/use-checked-form.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { rotateKey } from '../api/rotate-api-key.ts';
import { KeyOnce } from './key-once.tsx';
import classes from './keys.module.css';

const words = settingsWords.keys;

type Replaced = Answer<typeof rotateApiKey>;
type Hours = keyof typeof words.overlaps;
const CHOICES = (Object.keys(words.overlaps) as Hours[]).map((value) => ({
  value,
  label: words.overlaps[value],
}));

interface Props {
  apiKey: ApiKeyView;
  opened: boolean;
  onClose: () => void;
}

/** Asks when the old key ends, then shows the new one, this once. */
export function ReplaceKeyDialog({ apiKey, opened, onClose }: Props) {
  const [made, setMade] = useState<Replaced | null>(null);
  return (
    <OnceDialog
      opened={opened}
      title={made === null ? words.replaceTitle(apiKey.service) : words.onceTitle}
      mayLeave={made === null}
      onClose={onClose}
      onClosed={() => setMade(null)}
    >
      {made === null ? (
        <OverlapForm apiKey={apiKey} onMade={setMade} onCancel={onClose} />
      ) : (
        <KeyOnce
          service={made.service}
          scopes={made.scopes}
          value={made.key}
          note={endOfOld(made)}
          onStored={onClose}
        />
      )}
    </OnceDialog>
  );
}

interface FormProps {
  apiKey: ApiKeyView;
  onMade: (made: Replaced) => void;
  onCancel: () => void;
}

function OverlapForm({ apiKey, onMade, onCancel }: FormProps) {
  const { form, submit, sending, rest, summary } = useCheckedForm<{ hours: Hours }>({
    initialValues: { hours: '24' },
    check: () => ({}),
    send: ({ hours }) => refused(async () => onMade(await rotateKey(apiKey.id, Number(hours))), []),
  });
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <p>{words.replaceText}</p>
      <Segments
        name="overlap"
        label={words.overlap}
        labelShown
        options={CHOICES}
        value={form.values.hours}
        onChange={(hours) => form.setFieldValue('hours', hours)}
      />
      <FormButtons onCancel={onCancel} cancel={words.cancel} sending={sending}>
        {sending ? words.creating : words.replaceConfirm}
      </FormButtons>
    </form>
  );
}

function endOfOld({ replaced, createdAt }: Replaced): string {
  const endsAt = new Date(replaced.endsAt);
  return endsAt <= new Date(createdAt) ? words.oldEnded : words.oldEnds(instantText(endsAt, viewerZone()));
}
