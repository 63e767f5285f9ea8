import { z } from 'zod';
import { emailAddress } from '../users/email-address.ts';
import { isBlank } from '../users/plain-text.ts';
import { inSpoken, speaking } from '../validation.ts';
import { TASK_WORDS } from './task-words.ts';
import { templateFields } from './template-data.ts';
import { hasBraces } from './template-texts.ts';

const says = speaking(TASK_WORDS);

const LINE_LIMIT = 998;
const TEXT_LIMIT = 60_000;
const RECIPIENT_LIMIT = 50;

const recipients = z.array(emailAddress).max(
  RECIPIENT_LIMIT,
  says((words) => words.mostAddresses(RECIPIENT_LIMIT)),
);
/** One line: no control character, a line break least of all. */
const oneLine = z
  .string()
  .max(LINE_LIMIT)
  .regex(
    /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u,
    says((words) => words.subjectLine),
  );

/** Sends an email. The sender is set by the server. Subject, text and HTML may hold placeholders, addresses none. */
export const emailTask = z
  .strictObject({
    type: z.literal('email'),
    to: recipients.min(
      1,
      says((words) => words.recipient),
    ),
    cc: recipients.optional(),
    bcc: recipients.optional(),
    subject: oneLine.refine(
      (text) => !isBlank(text),
      says((words) => words.subject),
    ),
    text: z.string().max(TEXT_LIMIT).optional(),
    html: z.string().max(TEXT_LIMIT).optional(),
    ...templateFields,
  })
  .refine((task) => task.text !== undefined || task.html !== undefined, {
    ...says((words) => words.text),
    path: ['text'],
  })
  .superRefine((task, context) => {
    if (task.placeholders === false) return;
    const message = inSpoken(TASK_WORDS).addressPlaceholder;
    for (const field of ['to', 'cc', 'bcc'] as const)
      for (const [i, address] of (task[field] ?? []).entries())
        if (hasBraces(address)) context.addIssue({ code: 'custom', message, path: [field, i] });
  });
