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

/** Tells the owner of an account of a change that only they, or an administrator for them, should make. */
export const secondFactorMail = (to: string, state: 'on' | 'off', publicUrl: URL): Mail =>
  mail(
    to,
    `Your second factor was switched ${state}`,
    state === 'on'
      ? 'From now on, a login to Punctual with your password also needs a code of your authenticator app, or a recovery code.'
      : 'From now on, a login to Punctual needs your password alone.',
    'If this was neither you nor an administrator whom you asked, choose another password at once:',
    new URL('/forgot', publicUrl).href,
  );
