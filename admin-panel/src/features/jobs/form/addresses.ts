import { emailAddress } from '@punctual/contracts/tasks/task';

/** The addresses in a text, between commas, semicolons or blanks. */
export const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '');

/** The first that is no address, or null. */
export const firstBadAddress = (text: string): string | null =>
  addressesIn(text).find((address) => !emailAddress.safeParse(address).success) ?? null;
