import { FormButtons } from '../../../components/form-buttons.tsx';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Checkbox.css';
import { Checkbox, TextInput } from '@mantine/core';
import {
  DEFAULT_RATE_PER_SECOND,
  MAX_RATE_PER_SECOND,
  SCOPES,
  type Scope,
  SERVICE_NAME_LIMIT,
} from '@punctual/contracts/users/api-key-limits';
import { ErrorSummary } from '../../../components/error-summary.tsx';
import { type FieldErrors, fieldId } from '../../../lib/forms/field-errors.ts';
import { refused } from '../../../lib/forms/refusal.ts';
import { useCheckedForm } from '../../../lib/forms/use-checked-form.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { createKey } from '../api/create-api-key.ts';
import classes from './keys.module.css';

const words = settingsWords.keys;

interface Values {
  service: string;
  scopes: Scope[];
  rate: string;
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
  onMade: (service: string, key: string) => void;
  onCancel: () => void;
}

export function NewKeyForm({ onMade, onCancel }: Props) {
  const { form, submit, sending, rest, summary } = useCheckedForm<Values>({
    initialValues: { service: '', scopes: [...SCOPES], rate: String(DEFAULT_RATE_PER_SECOND) },
    check,
    send: ({ service, scopes, rate }) =>
      refused(async () => {
        const key = await createKey({ service: service.trim(), scopes, ratePerSecond: Number(rate) });
        onMade(service.trim(), key);
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
      <FormButtons onCancel={onCancel} cancel={words.cancel} sending={sending}>
        {sending ? words.creating : words.submit}
      </FormButtons>
    </form>
  );
}
