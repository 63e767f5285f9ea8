import { en } from '../../lib/strings/en.ts';
import { viewerZone } from '../../lib/time/zones.ts';

/** The zone in which a history is read. */
export interface ZoneChoice {
  value: 'job' | 'yours' | 'utc';
  label: string;
  zone: string;
}

/** Lists the zones to choose from: each zone once, the job's own first. */
export function zoneChoices(jobZone: string | null, own: string = viewerZone()): ZoneChoice[] {
  const choices: ZoneChoice[] = [
    ...(jobZone === null ? [] : [{ value: 'job' as const, label: en.time.jobs, zone: jobZone }]),
    { value: 'yours', label: en.time.yours, zone: own },
    { value: 'utc', label: en.time.utc, zone: 'UTC' },
  ];
  return choices.filter((choice, index) => choices.findIndex(({ zone }) => zone === choice.zone) === index);
}
