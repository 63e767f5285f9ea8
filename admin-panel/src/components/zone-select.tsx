import { Select, type SelectProps } from '@mantine/core';
import { useMemo, useState } from 'react';
import { en } from '../lib/strings/en.ts';
import { rememberZone } from '../lib/time/recent-zones.ts';
import { findZones, zoneOption } from '../lib/time/zone-options.ts';
import classes from './zone-select.module.css';

const LIMIT = 50;

interface Props extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value: string;
  onChange: (zone: string) => void;
}

/** A time zone, found by city, abbreviation or offset. */
export function ZoneSelect({ value, onChange, ...props }: Props) {
  const [search, setSearch] = useState<string | null>(null);
  const options = useMemo(() => optionsFor(search, value), [search, value]);
  return (
    <Select
      label={en.time.zone}
      searchable
      allowDeselect={false}
      maxDropdownHeight={280}
      data={options}
      // Found by more than the label, in zone-options.ts.
      filter={({ options: all }) => all}
      nothingFoundMessage={en.time.noZone}
      value={value}
      onChange={(zone) => {
        if (zone === null) return;
        rememberZone(zone);
        onChange(zone);
      }}
      onDropdownOpen={() => setSearch('')}
      onSearchChange={(text) => setSearch((before) => (before === null ? null : text))}
      onDropdownClose={() => setSearch(null)}
      renderOption={({ option }) => (
        <span className={classes.option}>
          {option.label} <small>{zoneOption(option.value).hint}</small>
        </span>
      )}
      {...props}
    />
  );
}

/** Only the chosen zone while the list is closed, so that nothing is computed for a list that is never opened. */
function optionsFor(search: string | null, value: string) {
  const chosen = zoneOption(value);
  if (search === null) return [chosen];
  const found = findZones(search === chosen.label ? '' : search, LIMIT);
  return found.some((option) => option.value === value) ? found : [...found, chosen];
}
