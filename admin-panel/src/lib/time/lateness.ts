import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { en } from '../strings/en.ts';
import { language } from '../strings/language.ts';
import { durationText } from './durations.ts';

export type Punctuality = 'onTime' | 'slightly' | 'late';

const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const ON_TIME = SECOND_MS;

export const punctuality = (lateness: number): Punctuality =>
  lateness <= ON_TIME ? 'onTime' : lateness <= MINUTE_MS ? 'slightly' : 'late';

/** Up to a second "on time", up to a minute "+4.2 s", beyond "3 min late". */
export function latenessText(lateness: number): string {
  switch (punctuality(lateness)) {
    case 'onTime':
      return en.lateness.onTime;
    case 'slightly':
      return en.lateness.slightly(tenths.format(lateness / SECOND_MS));
    case 'late':
      return en.lateness.late(durationText(lateness));
  }
}
