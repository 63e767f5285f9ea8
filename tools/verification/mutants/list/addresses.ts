import type { Mutant } from '../mutant.ts';

const ADDRESS = {
  file: 'shared/contracts/src/users/email-address.ts',
  test: 'shared/contracts/src/users/email-address.test.ts',
};

/** Email addresses, names and labels. */
export const ADDRESSES: Mutant[] = [
  {
    out: 'a domain has one form',
    from: 'new URL(address).hostname.replace(',
    to: 'domain.toLowerCase().replace(',
    title: 'An email address has one form',
    ...ADDRESS,
  },
  {
    out: 'an address has nothing that is not seen',
    from: 'if (!ADDRESS.test(given)) return null;',
    to: "if (!given.includes('@')) return null;",
    title: 'with %s it is none',
    ...ADDRESS,
  },
  {
    out: 'names and labels have nothing that is not seen',
    file: 'shared/contracts/src/users/plain-text.ts',
    from: '.refine((text) => !hasUnseen(text), UNSEEN_FOUND)',
    to: ".refine((text) => !hasUnseen(text) || text !== '', UNSEEN_FOUND)",
    test: 'shared/contracts/src/users/plain-text.test.ts',
    title: 'is refused with %s',
  },
  {
    out: 'mails are counted by mailbox',
    file: 'scheduler-service/src/accounts/passwords/login-throttle.ts',
    from: "hashKey('mail to', mailboxOf(email))",
    to: "hashKey('mail to', email)",
    test: 'scheduler-service/test/email-verification.test.ts',
    title: 'mails a mailbox three an hour, in however many forms its address was stored',
  },
];
