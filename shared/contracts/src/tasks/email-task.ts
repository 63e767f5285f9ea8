import { z } from 'zod';
import { emailAddress } from '../users/email-address.ts';
import { isBlank } from '../users/plain-text.ts';

const LINE_LIMIT = 998;
const TEXT_LIMIT = 60_000;
const RECIPIENT_LIMIT = 50;

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
    subject: oneLine.refine((text) => !isBlank(text), 'Enter a subject.'),
    text: z.string().max(TEXT_LIMIT).optional(),
    html: z.string().max(TEXT_LIMIT).optional(),
  })
  .refine((task) => task.text !== undefined || task.html !== undefined, {
    error: 'Enter the text of the email.',
    path: ['text'],
  });
