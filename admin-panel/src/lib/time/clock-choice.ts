import { storedChoice } from '../stored-choice.ts';

/** Whether hours run to 12 or to 24: as this device has it, unless chosen. */
export const clockChoice = storedChoice('punctual-clock', ['device', 'h23', 'h12']);

const deviceCycle = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hour12
  ? 'h12'
  : 'h23';

export function hourCycle(): 'h12' | 'h23' {
  const choice = clockChoice.get();
  return choice === 'device' ? deviceCycle : choice;
}
