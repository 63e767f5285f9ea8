import { WEEK } from './repeat-choices.ts';

/** What browsers have learned of late, and TypeScript not yet: 1 is Monday, 7 Sunday. */
interface WeekInfo {
  firstDay: number;
}
type WithWeek = Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };

/** The days of a week (0 is Sunday) from the one on which it begins where the viewer lives; Monday where nobody knows. */
export function localWeek(locale: string = navigator.language): number[] {
  const known = new Intl.Locale(locale) as WithWeek;
  const first = (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
  const start = WEEK.indexOf(first % WEEK.length);
  return [...WEEK.slice(start), ...WEEK.slice(0, start)];
}
