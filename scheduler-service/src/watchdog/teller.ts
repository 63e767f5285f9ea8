import { createHash } from 'node:crypto';
import { withDeadline } from '@punctual/contracts/with-deadline';
import type { Mailer } from '../accounts/emails/mailer.ts';
import type { Finding } from './findings.ts';
import { WATCHDOG_WORDS } from './watchdog-words.ts';

/** A part that was found wrong, or well again, and when that was recorded. */
export interface Change extends Finding {
  isOpen: boolean;
  at: Date;
}

/** Where operators are told: addresses, and URLs that take a message as JSON. */
export interface TellTo {
  emails: string[];
  webhooks: string[];
}

const WEBHOOK_MS = 10_000;

/** Tells operators by mail and webhooks what the watchdog has found. */
export class Teller {
  readonly #to: TellTo;
  readonly #mailer: Mailer | null;
  readonly #publicUrl: URL;

  constructor(to: TellTo, mailer: Mailer | null, publicUrl: URL) {
    this.#to = to;
    this.#mailer = mailer;
    this.#publicUrl = publicUrl;
  }

  /**
   * Sends one message about all changes to everybody who is to be told; nothing where that is nobody.
   * @param open what else is wrong still
   * @throws AggregateError with what could not be sent; the same changes make a message with the same id
   */
  async tell(changes: Change[], open: readonly Finding[]): Promise<void> {
    const subject = subjectOf(changes);
    const text = textOf(changes, open, new URL('/admin/health', this.#publicUrl));
    const id = idOf(changes);
    const sent = await Promise.allSettled([
      ...this.#to.emails.map((to) => this.#mail({ to, subject, text, id })),
      ...this.#to.webhooks.map((url) => callWebhook(url, `${subject}\n${text}`, id)),
    ]);
    const errors = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    if (errors.length > 0) throw new AggregateError(errors, 'Not everybody could be told.');
  }

  async #mail(mail: { to: string; subject: string; text: string; id: string }): Promise<void> {
    await this.#mailer?.send(mail);
  }
}

/** Calls a webhook with the text under the names by which Slack, Mattermost and Discord show it. */
async function callWebhook(url: string, text: string, id: string): Promise<void> {
  const response = await withDeadline(WEBHOOK_MS, (signal) =>
    fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'webhook-id': id },
      body: JSON.stringify({ text, content: text }),
      signal,
    }),
  );
  await response.body?.cancel();
  if (!response.ok) throw new Error(`A webhook of ALERT_TO answered ${response.status}.`);
}

function subjectOf(changes: Change[]): string {
  const [first] = changes;
  if (!first) return '';
  const words = WATCHDOG_WORDS[first.part];
  const more = changes.length > 1 ? ` (and ${changes.length - 1} more)` : '';
  return `Punctual: ${first.isOpen ? words.wrong : words.well}${more}`;
}

function textOf(changes: Change[], open: readonly Finding[], page: URL): string {
  const lines = changes.map(({ part, isOpen, since, at }) => {
    const { wrong, well, detail } = WATCHDOG_WORDS[part];
    if (!isOpen) return `${well}, since ${at.toISOString()}.`;
    return `${wrong}${since ? `, since ${since.toISOString()}` : ''}. ${detail}`;
  });
  const still = open.map(({ part }) => `Still wrong: ${WATCHDOG_WORDS[part].wrong}.`);
  const end = open.length === 0 && changes.every(({ isOpen }) => !isOpen) ? ['All is well now.'] : [];
  return [...lines, ...still, ...end, page.href].join('\n\n');
}

/** Names a message by what it tells, so that one that comes twice is known as the same. */
const idOf = (changes: Change[]): string =>
  createHash('sha256')
    .update(changes.map(({ part, isOpen, at }) => `${part} ${isOpen} ${at.getTime()}`).join('\n'))
    .digest('hex')
    .slice(0, 32);
