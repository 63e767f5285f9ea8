import { z } from 'zod';
import { EMAIL_LIMIT } from '../users/user-limits.ts';

const LINE_LIMIT = 998;
const TEXT_LIMIT = 60_000;
const RECIPIENT_LIMIT = 50;

/** One plain address: no display name, no list, no group, no control character. */
export const emailAddress = z
  .string({ error: 'Enter an email address in the form name@example.com.' })
  .trim()
  .max(EMAIL_LIMIT, `An email address has at most ${EMAIL_LIMIT} characters.`)
  .regex(
    /^[^\s\p{Cc}@,;:<>()[\]\\"]+@[^\s\p{Cc}@,;:<>()[\]\\"]+$/u,
    'Enter an email address in the form name@example.com.',
  );

const recipients = z.array(emailAddress).max(RECIPIENT_LIMIT, `At most ${RECIPIENT_LIMIT} addresses.`);
/** One line: no control character, a line break least of all. */
const oneLine = z
  .string()
  .max(LINE_LIMIT)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'The subject is one line of text.');

/** Sends an email. The sender is set by the server. */
export const emailTask = z
  .strictObject({
    type: z.literal('email'),
    to: recipients.min(1, 'Enter who should get the email.'),
    cc: recipients.optional(),
    bcc: recipients.optional(),
    subject: oneLine.min(1, 'Enter a subject.'),
    text: z.string().max(TEXT_LIMIT).optional(),
    html: z.string().max(TEXT_LIMIT).optional(),
  })
  .refine((task) => task.text !== undefined || task.html !== undefined, {
    error: 'Enter the text of the email.',
    path: ['text'],
  });
