import { storedChoice } from '../stored-choice.ts';

/** Whether single keys are shortcuts; of this browser, for it is its keyboard (WCAG 2.1.4). */
export const singleKeys = storedChoice('punctual-single-keys', ['on', 'off']);
