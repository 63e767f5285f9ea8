import { createStore } from '../store.ts';

const KEY = 'punctual-single-keys';

/** Whether single keys are shortcuts; of this browser, for it is its keyboard (WCAG 2.1.4). */
export const singleKeysOn = createStore(localStorage.getItem(KEY) !== 'off');

export function switchSingleKeys(on: boolean): void {
  localStorage.setItem(KEY, on ? 'on' : 'off');
  singleKeysOn.set(on);
}
