import { Button } from '@mantine/core';
import type { JobSort } from '@punctual/contracts/api/jobs-contract';
import { IconSearch, IconX } from '@tabler/icons-react';
import { memo, type RefObject, useEffect, useState } from 'react';
import control from '../../../components/control.module.css';
import { SelectField } from '../../../components/select-field.tsx';
import { en } from '../../../lib/strings/en.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import type { JobFilters } from './job-filters.ts';
import classes from './job-toolbar.module.css';

/** A pause in typing, after which it is searched. */
const PAUSE_MS = 250;

const options = <T extends string>(labels: Record<T, string>) =>
  (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value] }));

const KINDS = options(en.kinds);
const SORTS = options<JobSort>(words.sorts);
const ENABLED: { value: JobFilters['enabled']; label: string }[] = [
  { value: '', label: words.anyEnabled },
  { value: 'true', label: words.onlyEnabled },
  { value: 'false', label: words.onlyDisabled },
];

interface Props {
  filters: JobFilters;
  onChange: (filters: JobFilters) => void;
  /** Clears all filters; null where there are none. */
  onClear: (() => void) | null;
  search: RefObject<HTMLInputElement | null>;
  /** Tags of the jobs on the page, to choose from. */
  tags: readonly string[];
  /** False for the jobs of all owners, which have one order only. */
  sortable: boolean;
}

/** Shows search and filters beneath the tabs; each change is a new address. */
export const JobToolbar = memo(function JobToolbar({
  filters,
  onChange,
  onClear,
  search,
  tags,
  sortable,
}: Props) {
  const set = (change: Partial<JobFilters>) => onChange({ ...filters, ...change });
  const known = [...new Set([...tags, filters.tag])].filter((tag) => tag !== '').sort();
  return (
    <search className={classes.bar}>
      <SearchField key={filters.q} q={filters.q} input={search} onSearch={(q) => set({ q })} />
      <SelectField
        label={words.type}
        value={filters.type}
        onChange={(type) => set({ type })}
        options={[{ value: '', label: words.anyType }, ...KINDS]}
      />
      <SelectField
        label={words.tag}
        value={filters.tag}
        onChange={(tag) => set({ tag })}
        options={[{ value: '', label: words.anyTag }, ...known.map((tag) => ({ value: tag, label: tag }))]}
      />
      {filters.show !== 'disabled' && (
        <SelectField
          label={words.enabled}
          value={filters.enabled}
          onChange={(enabled) => set({ enabled })}
          options={ENABLED}
        />
      )}
      {sortable && (
        <SelectField
          className={classes.sort}
          label={words.sort}
          value={filters.sort}
          onChange={(sort) => set({ sort })}
          options={SORTS}
        />
      )}
      {onClear !== null && (
        <Button
          className={classes.clear ?? ''}
          variant="subtle"
          color="gray"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={onClear}
        >
          {words.clear}
        </Button>
      )}
    </search>
  );
});

interface SearchProps {
  q: string;
  input: RefObject<HTMLInputElement | null>;
  onSearch: (q: string) => void;
}

/** Searches after a pause in typing, and at once on Enter. */
function SearchField({ q, input, onSearch }: SearchProps) {
  const [text, setText] = useState(q);
  const [hadFocus] = useState(() => document.activeElement === input.current && input.current !== null);
  const asked = text.trim();
  useEffect(() => {
    if (hadFocus) input.current?.focus();
  }, [hadFocus, input]);
  useEffect(() => {
    if (asked === q) return;
    const timer = setTimeout(() => onSearch(asked), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <span className={classes.search}>
      <IconSearch size={18} aria-hidden />
      <input
        ref={input}
        type="search"
        className={control.control}
        aria-label={words.search}
        placeholder={words.searchHint}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && onSearch(asked)}
      />
    </span>
  );
}
