import { NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { adminWords as words } from '../lib/strings/admin.ts';
import classes from './address-filters.module.css';

/** Keeps a filter in the address: it can be sent to a colleague, and Back works. */
export function useFilter(name: string): [value: string, set: (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const set = (value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete('page');
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { preventScrollReset: true },
    );
  return [search.get(name) ?? '', set];
}

export const FilterBar = ({ children }: { children: ReactNode }) => (
  <search className={classes.bar}>{children}</search>
);

interface TextProps {
  name: string;
  label: string;
  hint?: string;
  type?: 'search' | 'date';
  /** Takes effect when typing rests; otherwise by Enter or on leaving, where half a text finds nothing. */
  whileTyping?: boolean;
}

const REST_MS = 350;

export function TextFilter({ name, label, hint, type = 'search', whileTyping = false }: TextProps) {
  const [value, set] = useFilter(name);
  const [entry, setEntry] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setEntry(value);
  }
  const typed = entry.trim();
  useEffect(() => {
    if (!whileTyping || typed === value) return;
    const rest = setTimeout(() => set(typed), REST_MS);
    return () => clearTimeout(rest);
  });
  const take = () => {
    if (typed !== value) set(typed);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take();
  };
  return (
    <form onSubmit={submit} className={classes.text}>
      <TextInput
        label={label}
        type={type}
        placeholder={hint}
        autoComplete="off"
        value={entry}
        onChange={(event) => setEntry(event.currentTarget.value)}
        onBlur={take}
      />
    </form>
  );
}

interface SelectProps {
  name: string;
  label: string;
  options: { value: string; label: string }[];
  /** Names the choice of none of them. */
  any?: string;
}

export function SelectFilter({ name, label, options, any = words.any }: SelectProps) {
  const [value, set] = useFilter(name);
  return (
    <NativeSelect
      label={label}
      className={classes.select}
      value={options.some((option) => option.value === value) ? value : ''}
      onChange={(event) => set(event.currentTarget.value)}
      data={[{ value: '', label: any }, ...options]}
    />
  );
}
