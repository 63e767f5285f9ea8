import { localIso } from '@punctual/contracts/schedules/time/zones';
import { LIQUID_FILTERS, type OWN_FILTERS } from '@punctual/contracts/tasks/template-names';
import { filters as builtIn, type Context, type FilterImplOptions } from 'liquidjs';
import { addInZone, DATE_UNITS, type DateUnit, startOfDay } from './zone-arithmetic.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/;
const SHOWN = 40;
/** A date far beyond the calendar, or an amount that is no number of units. */
const MOST_UNITS = 1_000_000;

type FilterHandler = Exclude<FilterImplOptions, { handler?: unknown }>;
export type FilterThis = ThisParameterType<FilterHandler>;

/** Applies a filter of the library on behalf of one of ours. */
export function byLibrary(name: string, of: FilterThis, value: unknown, ...given: unknown[]): unknown {
  const filter = builtIn[name];
  if (typeof filter !== 'function') throw new Error(`The library has no filter ${name}.`);
  return filter.call(of, value, ...given);
}

/** The filters of templates by name, those that know the zone of a job among them. */
export function templateFilters(zone: string): Record<string, FilterImplOptions> {
  const chosen = LIQUID_FILTERS.map((name) => [name, builtIn[name]] as const);
  const own: Record<(typeof OWN_FILTERS)[number], FilterImplOptions> = {
    date(value: unknown, format: unknown) {
      if (value === null || value === undefined || value === '') return '';
      return byLibrary('date', this, toDate(valueNow(value, this.context), zone), format, zone);
    },
    date_add(value: unknown, amount: unknown, unit: unknown) {
      return addTo(toDate(valueNow(value, this.context), zone), amount, unit, zone);
    },
    json: (value: unknown) => JSON.stringify(value ?? null),
    url_encode: (value: unknown) => encodeURIComponent(wellFormed(String(value ?? ''))),
  };
  return { ...(Object.fromEntries(chosen) as Record<string, FilterImplOptions>), ...own };
}

/** Liquid's own way to say it. */
const valueNow = (value: unknown, context: Context): unknown =>
  value === 'now' ? context.getSync(['now']) : value;

function addTo(date: Date, amount: unknown, unit: unknown, zone: string): string {
  const count = Number(amount);
  if (!Number.isInteger(count) || Math.abs(count) > MOST_UNITS)
    throw new Error(`date_add takes a whole number of units, not “${String(amount)}”`);
  if (!isUnit(unit)) throw new Error(`date_add knows the units ${DATE_UNITS.join(', ')}`);
  const added = addInZone(date, zone, count, unit);
  if (Number.isNaN(added.getTime())) throw new Error('that date is beyond the calendar');
  return localIso(added, zone);
}

/** Replaces halves of characters, which no address can carry. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

const isUnit = (unit: unknown): unit is DateUnit => (DATE_UNITS as readonly unknown[]).includes(unit);

/**
 * Reads an instant or a day as ISO writes it. A time without an offset, or a number, is none: its meaning would be a guess.
 * @throws Error that says what is no date
 */
function toDate(value: unknown, zone: string): Date {
  const text = String(value);
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? startOfDay(text, zone) : INSTANT.test(text) && new Date(text);
  if (date && !Number.isNaN(date.getTime())) return date;
  throw new Error(`“${text.slice(0, SHOWN)}” is not a date`);
}
