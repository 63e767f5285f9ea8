import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { FieldErrors } from './field-errors.ts';

type ChangeOf = { currentTarget: { value: string } };

/** Gives a control its value, error and handlers: `<TextInput {...form.getInputProps('email')} />`. */
interface InputProps {
  value: string;
  onChange: (event: ChangeOf) => void;
  error: ReactNode;
}

/** The values of a form and what is wrong with them. A path of a field may lead into values: `task.email.to`. */
export interface FormState<V> {
  values: V;
  errors: FieldErrors;
  /** The values at this moment, also between two renderings. */
  getValues: () => V;
  setValues: (part: Partial<V>) => void;
  setFieldValue: <K extends keyof V & string>(field: K, value: V[K]) => void;
  setErrors: (errors: FieldErrors) => void;
  setFieldError: (path: string, message: string) => void;
  clearErrors: () => void;
  clearFieldError: (path: string) => void;
  getInputProps: (path: string) => InputProps;
  /** Gives a control that reports a value of another kind than text, and no event, its value, error and handlers. */
  getValueProps: <K extends keyof V & string>(field: K) => ValueProps<V[K]>;
}

interface ValueProps<T> {
  value: T;
  onChange: (value: T) => void;
  error: ReactNode;
}

type Loose = { [field: string]: unknown };

const valueAt = (values: object, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, step) => (inner as Loose | undefined)?.[step], values);

function withValueAt<V extends object>(values: V, path: string, value: unknown): V {
  const [first = '', ...rest] = path.split('.');
  const inner = (values as Loose)[first];
  const next = rest.length === 0 ? value : withValueAt((inner ?? {}) as object, rest.join('.'), value);
  return { ...values, [first]: next };
}

/**
 * A form's values and errors. An error leaves its field as soon as that changes.
 * @param check once there is one, a field is checked as it changes
 */
export function useFormState<V extends object>(
  initial: V,
  check: ((values: V) => FieldErrors) | null,
): FormState<V> {
  const [values, setState] = useState(initial);
  const [errors, setErrors] = useState<FieldErrors>({});
  const latest = useRef(values);
  const checkNow = useRef(check);
  checkNow.current = check;

  const write = useCallback((next: V, paths: readonly string[]) => {
    latest.current = next;
    setState(next);
    const found = checkNow.current?.(next) ?? {};
    setErrors((before) => {
      const others = Object.entries(before).filter(([path]) => !paths.includes(path));
      const here = paths.flatMap((path) => (found[path] === undefined ? [] : [[path, found[path]] as const]));
      return Object.fromEntries([...others, ...here]);
    });
  }, []);

  const actions = useMemo(
    () => ({
      getValues: () => latest.current,
      setValues: (part: Partial<V>) => write({ ...latest.current, ...part }, Object.keys(part)),
      setFieldValue: (field: string, value: unknown) =>
        write(withValueAt(latest.current, field, value), [field]),
      setErrors,
      setFieldError: (path: string, message: string) =>
        setErrors((before) => ({ ...before, [path]: message })),
      clearErrors: () => setErrors({}),
      clearFieldError: (path: string) => setErrors(({ [path]: _cleared, ...others }) => others),
    }),
    [write],
  );
  const getInputProps = (path: string): InputProps => ({
    value: String(valueAt(values, path) ?? ''),
    onChange: ({ currentTarget }) => actions.setFieldValue(path, currentTarget.value),
    error: errors[path],
  });
  const getValueProps = <K extends keyof V & string>(field: K): ValueProps<V[K]> => ({
    value: values[field],
    onChange: (value) => actions.setFieldValue(field, value),
    error: errors[field],
  });
  return { values, errors, ...actions, getInputProps, getValueProps };
}
