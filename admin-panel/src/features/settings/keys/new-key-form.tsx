import { FormButtons } from '../../../components/form-buttons.tsx';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Checkbox.css';
import { Checkbox, TextInput } from '@mantine/core';
import { DAY_MS } from '@punctual/contracts/time';
import {
  DEFAULT_RATE_PER_SECOND,
  MAX_RATE_PER_SECOND,
  SCOPES,
  type Scope,
  SERVICE_NAME_LIMIT,
} from '@punctual/contracts/users/api-key-limits';
import { ErrorSummary } from '../../../components/error-summary.tsx';
import { Segments } from '../../../components/segments.tsx';
import { type FieldErrors, fieldId } from '../../../lib/forms/field-errors.ts';
import { refused } from '../../../lib/forms/refusal.ts';
import { useCheckedForm } from '../../../lib/forms/use-checked-form.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { createKey } from '../api/create-api-key.ts';
import classes from './keys.module.css';

const words = settingsWords.keys;

/** Days that a key lives; null: until it is revoked. */
const LIFETIMES = { never: null, month: 30, quarter: 90, year: 365 } as const;
type Lifetime = keyof typeof LIFETIMES;
const CHOICES = (Object.keys(LIFETIMES) as Lifetime[]).map((value) => ({
  value,
  label: words.lifetimes[value],
}));

/** A key as it was made: the only time that it is seen whole. */
export interface Made {
  service: string;
  scopes: readonly Scope[];
  key: string;
}

interface Values {
  service: string;
  scopes: Scope[];
  rate: string;
  lifetime: Lifetime;
}

const EMPTY: Values = {
  service: '',
  scopes: [...SCOPES],
  rate: String(DEFAULT_RATE_PER_SECOND),
  lifetime: 'never',
};

function endOf(lifetime: Lifetime): string | null {
  const days = LIFETIMES[lifetime];
  return days === null ? null : new Date(Date.now() + days * DAY_MS).toISOString();
}

function check({ service, scopes, rate }: Values): FieldErrors {
  const perSecond = Number(rate);
  const isRate = Number.isInteger(perSecond) && perSecond >= 1 && perSecond <= MAX_RATE_PER_SECOND;
  return {
    ...(service.trim() === '' ? { service: words.enterService } : {}),
    ...(scopes.length === 0 ? { scopes: words.oneScope } : {}),
    ...(isRate ? {} : { ratePerSecond: words.wrongRate }),
  };
}

interface Props {
  onMade: (made: Made) => void;
  onCancel: () => void;
}

export function NewKeyForm({ onMade, onCancel }: Props) {
  const { form, submit, sending, rest, summary } = useCheckedForm<Values>({
    initialValues: EMPTY,
    check,
    send: ({ scopes, rate, lifetime, ...values }) =>
      refused(async () => {
        const service = values.service.trim();
        const wanted = { service, scopes, ratePerSecond: Number(rate), endsAt: endOf(lifetime) };
        onMade({ service, scopes, key: await createKey(wanted) });
      }, ['service', 'scopes', 'ratePerSecond']),
  });
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
      <TextInput
        id={fieldId('service')}
        label={words.service}
        description={words.serviceHint}
        data-autofocus
        maxLength={SERVICE_NAME_LIMIT}
        {...form.getInputProps('service')}
      />
      <Checkbox.Group label={words.scopes} {...form.getValueProps('scopes')}>
        <div className={classes.scopes}>
          {SCOPES.map((scope, index) => (
            <Checkbox
              key={scope}
              id={index === 0 ? fieldId('scopes') : `scope-${index}`}
              value={scope}
              label={words.scopeWords[scope]}
            />
          ))}
        </div>
      </Checkbox.Group>
      <TextInput
        id={fieldId('ratePerSecond')}
        label={words.rate}
        inputMode="numeric"
        className={classes.rate ?? ''}
        {...form.getInputProps('rate')}
        error={form.errors.ratePerSecond}
      />
      <Segments
        name="lifetime"
        label={words.lifetime}
        labelShown
        options={CHOICES}
        value={form.values.lifetime}
        onChange={(lifetime) => form.setFieldValue('lifetime', lifetime)}
      />
      <FormButtons onCancel={onCancel} cancel={words.cancel} sending={sending}>
        {sending ? words.creating : words.submit}
      </FormButtons>
    </form>
  );
}
