const rules = new Intl.PluralRules('en');
const figures = new Intl.NumberFormat('en');

/** A count with thousands separators: 1240 → "1,240". */
export const figure = (count: number): string => figures.format(count);

/** A count with its noun: `plural(3, 'job', 'jobs')` → "3 jobs". */
export const plural = (count: number, one: string, other: string): string =>
  `${figure(count)} ${rules.select(count) === 'one' ? one : other}`;
