import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { JobSort } from '@punctual/shared/api/jobs-contract';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { en } from '../../../lib/strings/en.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import { isUnfiltered, type JobFilters, withoutFilters } from './job-filters.ts';
import classes from './job-toolbar.module.css';

/** A pause in typing, after which it is searched. */
const PAUSE_MS = 250;

interface Props {
  filters: JobFilters;
  onChange: (filters: JobFilters) => void;
  search: RefObject<HTMLInputElement | null>;
  /** Tags that jobs on the page have, to be chosen from. */
  tags: readonly string[];
  /** Everybody's jobs are in one order only. */
  sortable: boolean;
}

/** Search and filters beneath the tabs; each change is a new address. */
export function JobToolbar({ filters, onChange, search, tags, sortable }: Props) {
  const set = (change: Partial<JobFilters>) => onChange({ ...filters, ...change });
  const known = [...new Set([...tags, filters.tag])].filter((tag) => tag !== '').sort();
  return (
    <div className={classes.bar} role="search">
      <SearchField key={filters.q} q={filters.q} input={search} onSearch={(q) => set({ q })} />
      <NativeSelect
        aria-label={words.type}
        value={filters.type}
        onChange={(event) => set({ type: event.currentTarget.value as JobFilters['type'] })}
        data={[
          { value: '', label: words.anyType },
          ...Object.entries(en.kinds).map(([value, label]) => ({ value, label })),
        ]}
      />
      <NativeSelect
        aria-label={words.tag}
        value={filters.tag}
        onChange={(event) => set({ tag: event.currentTarget.value })}
        data={[{ value: '', label: words.anyTag }, ...known.map((tag) => ({ value: tag, label: tag }))]}
      />
      {filters.show !== 'disabled' && (
        <NativeSelect
          aria-label={words.enabled}
          value={filters.enabled}
          onChange={(event) => set({ enabled: event.currentTarget.value as JobFilters['enabled'] })}
          data={[
            { value: '', label: words.anyEnabled },
            { value: 'true', label: words.onlyEnabled },
            { value: 'false', label: words.onlyDisabled },
          ]}
        />
      )}
      {sortable && (
        <NativeSelect
          className={classes.sort ?? ''}
          aria-label={words.sort}
          value={filters.sort}
          onChange={(event) => set({ sort: event.currentTarget.value as JobSort })}
          data={Object.entries(words.sorts).map(([value, label]) => ({ value, label }))}
        />
      )}
      {!isUnfiltered(filters) && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={() => onChange(withoutFilters(filters))}
        >
          {words.clear}
        </Button>
      )}
    </div>
  );
}

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
    <TextInput
      ref={input}
      type="search"
      className={classes.search ?? ''}
      aria-label={words.search}
      placeholder={words.searchHint}
      leftSection={<IconSearch size={18} aria-hidden />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && onSearch(asked)}
    />
  );
}
