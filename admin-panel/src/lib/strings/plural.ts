import { language } from './language.ts';

const rules = new Intl.PluralRules(language);
const figures = new Intl.NumberFormat(language);

/** A count with thousands separators: 1240 → "1,240", in German "1.240". */
export const figure = (count: number): string => figures.format(count);

/** A count with its noun: `plural(3, 'job', 'jobs')` → "3 jobs". */
export const plural = (count: number, one: string, other: string): string =>
  `${figure(count)} ${rules.select(count) === 'one' ? one : other}`;
