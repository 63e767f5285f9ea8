import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import classes from '../../../components/address-filters.module.css';
import { useFilter } from '../../../components/address-filters.tsx';
import { adminWords } from '../../../lib/strings/admin.ts';
import { useDebounced } from '../../../lib/use-debounced.ts';
import { usersQuery } from '../api/list-users.ts';

const words = adminWords.accountFilter;
/** Accounts that are offered at a time. */
const OFFERED = 8;
const REST_MS = 250;

/** Keeps an account in the address, by its email: found by any part of that, or of the name. */
export function AccountFilter({ name, label }: { name: string; label: string }) {
  const [email, setEmail] = useFilter(name);
  const [entry, setEntry] = useState(email);
  const typed = useDebounced(entry.trim(), REST_MS);
  const isSearch = typed !== '' && typed !== email;
  const found = useQuery({
    ...usersQuery({ q: typed, limit: OFFERED }),
    enabled: isSearch,
    placeholderData: keepPreviousData,
  });
  const offered = isSearch ? (found.data?.data ?? []).map((user) => user.email) : [];
  const nothing = !isSearch ? words.how : found.isFetching ? words.searching : words.none(typed);
  return (
    <Select
      className={classes.text ?? ''}
      label={label}
      placeholder={words.how}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': words.clear }}
      selectFirstOptionOnChange
      // Found by the server, among all of them.
      filter={({ options }) => options}
      searchValue={entry}
      onSearchChange={setEntry}
      nothingFoundMessage={nothing}
      data={isSearch ? offered : email === '' ? [] : [email]}
      value={email || null}
      onChange={(next) => setEmail(next ?? '')}
      onKeyDown={({ key, currentTarget }) => {
        // What is found late is not marked yet: Enter takes the first all the same.
        const [first] = offered;
        if (key === 'Enter' && first && !currentTarget.hasAttribute('aria-activedescendant')) setEmail(first);
      }}
    />
  );
}
