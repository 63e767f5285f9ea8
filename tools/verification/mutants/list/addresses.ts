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
    // The form is judged before and after it is made one: either alone would do.
    from: 'const ADDRESS = /^[^\\s\\p{C}@',
    to: 'const ADDRESS = /^[^\\s@',
    title: 'with %s it is none',
    ...ADDRESS,
  },
  {
    out: 'names and labels have nothing that is not seen',
    file: 'shared/contracts/src/users/plain-text.ts',
    from: '(text) => !hasUnseen(text),',
    to: "(text) => !hasUnseen(text) || text !== '',",
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
  {
    out: 'a subject can be seen',
    file: 'shared/contracts/src/tasks/email-task.ts',
    from: '!isBlank(text)',
    to: "text !== ''",
    test: 'scheduler-service/test/refused-jobs.test.ts',
    title: 'at %s: %j',
  },
  {
    out: 'an address that the mail server cannot carry is not sent to',
    file: 'watcher-service/src/tasks/email/smtp-session.ts',
    from: 'if (beyond.length > 0 && !this.#takesUtf8)',
    to: 'if (beyond.length < 0)',
    test: 'watcher-service/test/sending-email.test.ts',
    title: 'cannot carry a letter beyond ASCII is sent nothing, and the run says for whom',
  },
  {
    out: 'users read nothing of the network of the mail server in its answers',
    file: 'watcher-service/src/tasks/email/smtp-outcome.ts',
    from: 'isAboutMessage ? withoutNetwork(response, recipients) : null',
    to: 'isAboutMessage ? response : null',
    test: 'watcher-service/test/sending-email.test.ts',
    title: 'names addresses of its network shows none of them to the user',
  },
  {
    out: 'users read nothing of the network in failed connections',
    file: 'watcher-service/src/tasks/email/smtp-outcome.ts',
    from: 'const said = isLate ? LATE : sentenceOf(error, hasBegun);',
    to: 'const said = isLate ? LATE : error.message;',
    test: 'watcher-service/src/tasks/email/smtp-outcome.test.ts',
    title: 'tells users nothing of the network, and the log everything: %s at %s',
  },
];
