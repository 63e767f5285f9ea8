import { useCallback, useEffect, useRef, useState } from 'react';
import { setTitle } from '../title.ts';
import type { FieldErrors, Sorted } from './field-errors.ts';
import { type FormState, useFormState } from './form-state.ts';

interface Options<V> {
  initialValues: V;
  check: (values: V) => FieldErrors;
  /** Sends; what it gives back is shown as errors, nothing means success. */
  send: (values: V) => Promise<Sorted | undefined>;
}

export interface CheckedForm<V> {
  form: FormState<V>;
  submit: (event: React.SyntheticEvent) => Promise<void>;
  sending: boolean;
  /** Errors that belong to no field. */
  rest: string[];
  summary: React.RefObject<HTMLDivElement | null>;
}

/**
 * A form that calls nothing wrong before it is submitted; then a summary takes the focus, and from there on a
 * field is checked as it changes. What was typed is never cleared.
 */
export function useCheckedForm<V extends object>({ initialValues, check, send }: Options<V>): CheckedForm<V> {
  const [submitted, setSubmitted] = useState(false);
  const [sending, setSending] = useState(false);
  const [rest, setRest] = useState<string[]>([]);
  const summary = useRef<HTMLDivElement>(null);
  const form = useFormState(initialValues, submitted ? check : null);
  const show = useCallback(
    (errors: Sorted) => {
      form.setErrors(errors.fields);
      setRest(errors.rest);
      setTimeout(() => summary.current?.focus());
    },
    [form.setErrors],
  );
  const submit = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    if (sending) return;
    setSubmitted(true);
    const found = check(form.getValues());
    if (Object.keys(found).length > 0) return show({ fields: found, rest: [] });
    form.clearErrors();
    setRest([]);
    setSending(true);
    const refused = await send(form.getValues()).finally(() => setSending(false));
    if (refused !== undefined) show(refused);
  };
  useErrorInTitle(rest.length > 0 || Object.keys(form.errors).length > 0);
  return { form, submit, sending, rest, summary };
}

/** The tab's title says that something is wrong. */
function useErrorInTitle(wrong: boolean): void {
  useEffect(() => {
    if (!wrong) return;
    setTitle({ hasErrors: true });
    return () => setTitle({ hasErrors: false });
  }, [wrong]);
}
