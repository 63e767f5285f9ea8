import { storedChoice } from '../stored-choice.ts';

/** Chooses whether single keys are shortcuts; per browser, which has the keyboard (WCAG 2.1.4). */
export const singleKeys = storedChoice('punctual-single-keys', ['on', 'off']);
