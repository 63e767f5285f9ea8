import type { CronExpression } from '../cron/cron-expression.ts';
import { expandField, type Field, HOUR, MINUTE, SECOND } from '../cron/cron-field.ts';
import { daysWords } from './describe-days.ts';
import { capitalised, timeWords, type WordOptions } from './words.ts';

/** The largest number of times of day that are listed one by one. */
const LISTED_TIMES = 6;
const SPECS = { second: SECOND, minute: MINUTE, hour: HOUR };

/** `text`: the times in words. `fixed`: times of day ("at 09:00") rather than a repetition ("every 15 minutes"). */
type Times = { text: string; fixed: boolean };

/** Describes a cron expression, without its zone: "Every Monday at 09:00". */
export function cronWords(cron: CronExpression, options: WordOptions): string {
  const times = timesWords(cron, options);
  const days = daysWords(cron, options.words);
  if (times.fixed) return capitalised(`${days ?? options.words.everyDay} ${times.text}`);
  return capitalised(days === null ? times.text : `${times.text}, ${days}`);
}

function timesWords(cron: CronExpression, options: WordOptions): Times {
  return listedTimes(cron, options) ?? { text: repetition(cron, options), fixed: false };
}

/** "at 09:00 and 17:30" when no part is `*` and the times are few, else null. */
function listedTimes({ second, minute, hour }: CronExpression, options: WordOptions): Times | null {
  const { words, hour12 } = options;
  if (second.any || minute.any || hour.any) return null;
  const times = expandField(HOUR, hour).flatMap((h) =>
    expandField(MINUTE, minute).flatMap((m) =>
      expandField(SECOND, second).map((s) => timeWords(h, m, s, hour12)),
    ),
  );
  return times.length <= LISTED_TIMES ? { text: words.at(words.list(times)), fixed: true } : null;
}

function repetition({ second, minute, hour }: CronExpression, options: WordOptions): string {
  if (second.text !== '0') {
    const seconds = everyOr(second, 'second', options);
    return minute.any && hour.any ? seconds : `${seconds}, ${minutesOfHours(minute, hour, options)}`;
  }
  return minutesOfHours(minute, hour, options);
}

function minutesOfHours(minute: Field, hour: Field, options: WordOptions): string {
  const isOnTheHour = minute.text === '0';
  if (isOnTheHour && isEvery(hour)) return everyOr(hour, 'hour', options);
  const minutes = everyOr(minute, 'minute', options);
  const { words } = options;
  if (hour.any) return isEvery(minute) ? minutes : `${minutes}${words.ofEveryHour}`;
  if (isEvery(hour)) return `${minutes}${words.ofEveryNthHour(hour.items[0]?.step ?? 1)}`;
  return `${minutes}, ${hoursWords(hour, minute, options)}`;
}

/** "from 09:00 to 17:59", or the hours one by one. */
function hoursWords(hour: Field, minute: Field, { words, hour12 }: WordOptions): string {
  const [only, ...more] = hour.items;
  const lastMinute = expandField(MINUTE, minute).at(-1) ?? 0;
  if (only && more.length === 0 && only.step === 1)
    return words.fromTo(timeWords(only.from, 0, 0, hour12), timeWords(only.to, lastMinute, 0, hour12));
  return words.inHours(words.list(expandField(HOUR, hour).map((value) => timeWords(value, 0, 0, hour12))));
}

/** Checks that the part is `*`, alone or with a step. */
function isEvery(field: Field): boolean {
  return field.text.startsWith('*') && field.items.length === 1;
}

/** "every minute", "every 15 minutes", "every 7 minutes, anew each hour" where the step does not fit, else "at minutes 5 and 20". */
function everyOr(field: Field, unit: keyof typeof SPECS, { words }: WordOptions): string {
  const [first] = field.items;
  const spec = SPECS[unit];
  if (!first || !isEvery(field)) {
    const values = expandField(spec, field);
    return words.atUnits(unit, values.length, words.list(values.map(String)));
  }
  const every = words.every(first.step, unit);
  return spec.size % first.step === 0 ? every : `${every}${words.anew[unit]}`;
}
