import { Select, type SelectProps } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { en } from '../lib/strings/en.ts';
import { type FoundZone, findZones } from '../lib/time/find-zones.ts';
import { rememberZone } from '../lib/time/recent-zones.ts';
import { listZones, zoneOption } from '../lib/time/zone-options.ts';
import { loadPlaces, type PlacesOf } from '../lib/time/zone-places.ts';
import { isTimezone } from '../lib/time/zones.ts';
import classes from './zone-select.module.css';

const LIMIT = 50;
const NO_PLACES: PlacesOf = () => undefined;

interface Props extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value: string;
  /** Given what was typed where no zone is found by it: the field says so, and the form has to refuse it. */
  onChange: (zone: string) => void;
}

/**
 * A time zone, found by city, country, name, abbreviation or offset. What is typed means the first zone that is found:
 * Enter, Tab and leaving the field take it.
 */
export function ZoneSelect({ value, onChange, error, ...props }: Props) {
  const [search, setSearch] = useState<string | null>(null);
  const isTaken = useRef(false);
  const placesOf = usePlaces();
  const options = useMemo(() => optionsFor(search, value, placesOf), [search, value, placesOf]);
  const take = (zone: string) => {
    isTaken.current = true;
    if (isTimezone(zone)) rememberZone(zone);
    onChange(zone);
  };
  return (
    <Select
      label={en.time.zone}
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      // The chosen zone: it is the first as long as nothing is typed.
      selectFirstOptionOnDropdownOpen
      autoSelectOnBlur
      maxDropdownHeight={280}
      data={options}
      // Found by more than the label, in find-zones.ts.
      filter={({ options: all }) => all}
      nothingFoundMessage={en.time.noZone}
      value={value}
      onChange={(zone) => zone !== null && take(zone)}
      onDropdownOpen={() => {
        isTaken.current = false;
        setSearch('');
      }}
      onSearchChange={(text) => setSearch((before) => (before === null ? null : text))}
      onDropdownClose={() => setSearch(null)}
      onKeyDown={(event) => {
        // Enter in an open list never sends the form, also where there is nothing to take.
        if (event.key === 'Enter' && search !== null) event.preventDefault();
      }}
      onBlur={() => {
        if (search && !isTaken.current && search !== zoneOption(value).label)
          take(options[0]?.value ?? search.trim());
      }}
      renderOption={({ option }) => {
        const { hint } = zoneOption(option.value);
        const via = options.find(({ value: found }) => found === option.value)?.via;
        return (
          <span className={classes.option}>
            {option.label} <small>{via ? `${via} · ${hint}` : hint}</small>
          </span>
        );
      }}
      error={error || (!isTimezone(value) && en.time.notAZone(value))}
      {...props}
    />
  );
}

function usePlaces(): PlacesOf {
  const [placesOf, setPlacesOf] = useState<PlacesOf>(() => NO_PLACES);
  useEffect(() => {
    void loadPlaces().then((loaded) => setPlacesOf(() => loaded));
  }, []);
  return placesOf;
}

/** Only the chosen zone while the list is closed, so that nothing is computed for a list that is never opened. */
function optionsFor(search: string | null, value: string, placesOf: PlacesOf): FoundZone[] {
  const chosen = { ...zoneOption(value), via: null };
  if (search === null) return [chosen];
  return findZones(search === chosen.label ? '' : search, listZones(value, placesOf), placesOf, LIMIT);
}
