import type { Mail } from './mailer.ts';

const IGNORE = 'If you did not ask for this, ignore this mail: nothing changes.';

const mail = (to: string, subject: string, ...paragraphs: string[]): Mail => ({
  to,
  subject,
  text: `${paragraphs.join('\n\n')}\n`,
});

export const verificationMail = (to: string, link: URL): Mail =>
  mail(
    to,
    'Confirm your email address',
    'Somebody registered at Punctual with this address. If it was you, confirm it within a day:',
    link.href,
    IGNORE,
  );

/** Writes to the owner of an address that was registered a second time. */
export const alreadyRegisteredMail = (to: string, publicUrl: URL): Mail =>
  mail(
    to,
    'You have an account already',
    'Somebody registered at Punctual with this address, which has an account. If it was you, log in:',
    new URL('/login', publicUrl).href,
    'There you can also choose another password, should you have forgotten yours.',
    IGNORE,
  );

export const resetMail = (to: string, link: URL): Mail =>
  mail(
    to,
    'Choose another password',
    'Somebody asked to choose another password for your account. If it was you, do so within an hour:',
    link.href,
    'All your logins end then, and all your API keys are revoked: services that use one need another.',
    IGNORE,
  );
