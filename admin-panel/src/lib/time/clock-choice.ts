import { storedChoice } from '../stored-choice.ts';

/** The choice between 12 and 24 hours: as on this device, unless the user chose. */
export const clockChoice = storedChoice('punctual-clock', ['device', 'h23', 'h12']);

const deviceCycle = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hour12
  ? 'h12'
  : 'h23';

export function hourCycle(): 'h12' | 'h23' {
  const choice = clockChoice.get();
  return choice === 'device' ? deviceCycle : choice;
}
