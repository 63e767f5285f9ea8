import type { Mutant } from '../mutant.ts';

const FLOODS = { test: 'scheduler-service/test/login-floods.test.ts' };
const THROTTLE = { file: 'scheduler-service/src/accounts/passwords/login-throttle.ts', ...FLOODS };
const KEYS = {
  file: 'scheduler-service/src/limits/limit-keys.ts',
  test: 'scheduler-service/test/rate-limits.test.ts',
};

/** Floods: wrong passwords, requests for mails, and requests with keys. */
export const FLOODS_OF_TRIES: Mutant[] = [
  {
    out: 'wrong passwords of others do not shut out an address that has tried nothing',
    from: '...(isQuiet ? [] : shared)',
    to: '...shared',
    title: 'the right password from an address that has tried nothing logs in, each time',
    ...THROTTLE,
  },
  {
    out: 'requests of others for mails do not shut out an address that has asked for none',
    from: '...(isQuiet ? [] : shared)',
    to: '...shared',
    title: 'a mail from an address that has asked for none is sent, each time; others wait',
    ...THROTTLE,
  },
  {
    out: 'wrong passwords of all make those wait who send them',
    from: '...(isQuiet ? [] : shared)',
    to: '...[]',
    title: 'an address that has tried a wrong one waits for a moment, with the right one too',
    ...THROTTLE,
  },
  {
    out: 'a known device does not wait for others',
    from: 'const known = login ?? this.#devices.find(device, account);',
    to: 'const known = login ?? (device === account ? device : null);',
    title: 'a device that is known to the account logs in from such an address too, and to no other account',
    ...THROTTLE,
  },
  {
    out: 'a known network does not wait for others',
    from: '!isKnown && !(knownNetwork && found.has(knownNetwork))',
    to: '!isKnown',
    title: 'so does who has logged in from there before',
    ...THROTTLE,
  },
  {
    out: 'guesses at one account are limited over all networks',
    from: 'const strangers = [...networks, ...account];',
    to: 'const strangers = [...networks, ...account.slice(1)];',
    title: 'from everywhere makes strangers wait, half a minute at most; a known device does not wait',
    ...THROTTLE,
  },
  {
    out: 'a known device has its own few tries',
    from: 'own.slice(0, 1);',
    to: 'own.slice(0, 0);',
    title: 'from a device that is known has its own few tries',
    ...THROTTLE,
  },
  {
    out: 'networks of one provider are counted together',
    file: 'scheduler-service/src/http/client-network.ts',
    from: '...WIDER_BITS.map(',
    to: '...WIDER_BITS.slice(2).map(',
    title:
      'from many networks of one provider (/64 of one /48) ends after a few; elsewhere its owner logs in',
    ...FLOODS,
  },
  {
    out: 'a password chosen by mail makes the device known',
    file: 'scheduler-service/src/accounts/emails/email-tokens-routes.ts',
    from: 'if (email) deviceCookie',
    to: 'if (!email) deviceCookie',
    title: 'so does not lock out who chooses another password by mail: that device is known then',
    ...FLOODS,
  },
  {
    out: 'a device is known to the accounts that it has logged in to only',
    file: 'scheduler-service/src/accounts/sessions/known-devices.ts',
    from: 'JSON.stringify([id, account])',
    to: 'JSON.stringify([id, account.length > 0])',
    test: 'scheduler-service/src/accounts/sessions/known-devices.test.ts',
    title: 'is known to the account that it has logged in to, and to no other',
  },
  {
    out: 'keys of an account count in its limit',
    from: 'id: apiKey._id.toHexString() }, account]',
    to: 'id: apiKey._id.toHexString() }, ...(apiKey ? [] : [account])]',
    title: 'count together in its limit, whatever their rates',
    ...KEYS,
  },
  {
    out: 'no sender uses up the limit of all',
    from: ', sharer: own.length - 1 }',
    to: ' }',
    title: 'flood the service, and others log in and work',
    ...KEYS,
  },
  {
    out: 'lists of one owner are read one after the other',
    file: 'scheduler-service/src/lists/page-reader.ts',
    from: "this.#turns.run(String(ownerId ?? jobId ?? 'all'), ",
    to: '((_: string, read: () => Promise<FoundRows<T>>) => read())(String(ownerId ?? jobId), ',
    test: 'scheduler-service/test/large-lists.alone.test.ts',
    title: 'twenty pages of six megabytes at once keep no other user waiting',
  },
];
