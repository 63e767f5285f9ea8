import { emailAddress } from '@punctual/contracts/users/email-address';

/** Splits a text into addresses, at commas, semicolons or blanks. */
export const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '');

/** Finds the first part that is no address; null if there is none. */
export const firstBadAddress = (text: string): string | null =>
  addressesIn(text).find((address) => !emailAddress.safeParse(address).success) ?? null;
