import type { MailWords } from './mail-words.ts';
import type { Mail } from './mailer.ts';

const mail = (to: string, subject: string, ...paragraphs: string[]): Mail => ({
  to,
  subject,
  text: `${paragraphs.join('\n\n')}\n`,
});

export const verificationMail = (to: string, link: URL, { verification, ignore }: MailWords): Mail =>
  mail(to, verification.subject, verification.lead, link.href, ignore);

/** Writes to the owner of an address that was registered a second time. */
export function alreadyRegisteredMail(to: string, publicUrl: URL, { registered, ignore }: MailWords): Mail {
  const { subject, lead, hint } = registered;
  return mail(to, subject, lead, new URL('/login', publicUrl).href, hint, ignore);
}

export const resetMail = (to: string, link: URL, { reset, ignore }: MailWords): Mail =>
  mail(to, reset.subject, reset.lead, link.href, reset.hint, ignore);

/** Tells the owner of an account of a change that only they, or an administrator for them, should make. */
export function secondFactorMail(
  to: string,
  state: 'on' | 'off',
  publicUrl: URL,
  { secondFactor }: MailWords,
): Mail {
  const { subject, lead } = secondFactor[state];
  return mail(to, subject, lead, secondFactor.hint, new URL('/forgot', publicUrl).href);
}
