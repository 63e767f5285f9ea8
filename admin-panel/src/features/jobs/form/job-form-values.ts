import type { TaskType } from '@punctual/shared/tasks/task';
import { HOUR } from '../../../lib/time/durations.ts';
import { wallTimeAt } from '../../../lib/time/wall-time.ts';

/** The kinds of task that this form can make. */
export const FORM_KINDS = ['email', 'log'] as const satisfies readonly TaskType[];
export type FormKind = (typeof FORM_KINDS)[number];

export const WHEN_MODES = ['once', 'interval', 'cron'] as const;
export type WhenMode = (typeof WHEN_MODES)[number];

export const UNITS = { minute: 'm', hour: 'h', day: 'd', week: 'w' } as const;
export type Unit = keyof typeof UNITS;

/** What the form holds: text as typed, of all kinds and modes at once, so that switching back restores it. */
export interface JobFormValues {
  kind: FormKind;
  to: string;
  cc: string;
  bcc: string;
  subject: string;
  text: string;
  html: string;
  note: string;
  name: string;
  mode: WhenMode;
  /** Wall time in `zone`. */
  date: string;
  time: string;
  /** Instead of date and time: so long after the button is pressed, in ms. */
  afterMs: number | null;
  every: string;
  unit: Unit;
  expression: string;
  zone: string;
}

/** The form as it opens: once, at the next full hour. */
export function emptyValues(kind: FormKind, zone: string, now: Date): JobFormValues {
  const nextHour = new Date(Math.ceil((now.getTime() + 1) / HOUR) * HOUR);
  return {
    kind,
    to: '',
    cc: '',
    bcc: '',
    subject: '',
    text: '',
    html: '',
    note: '',
    name: '',
    mode: 'once',
    ...wallTimeAt(nextHour, zone),
    afterMs: null,
    every: '15',
    unit: 'minute',
    expression: '',
    zone,
  };
}
