import { emailAddress } from '@punctual/contracts/users/email-address';
import { z } from 'zod';

const isUrl = (text: string): boolean => /^https?:\/\//i.test(text);
const webhook = z.url({ protocol: /^https?$/ });

/** Parses the addresses and webhooks of operators, separated by commas. */
export const tellTo = z.string().transform((text, context) => {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const wrong = parts.find((part) => !(isUrl(part) ? webhook : emailAddress).safeParse(part).success);
  if (wrong !== undefined) {
    const message = `must be addresses of email and URLs that begin with https://, separated by commas; “${wrong}” is neither.`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
  return { emails: parts.filter((part) => !isUrl(part)), webhooks: parts.filter(isUrl) };
});
