import PostalMime, { type Address, type Email } from 'postal-mime';

/** Message as the list shows it. */
export interface MessageSummary {
  id: string;
  from: string;
  /** The addresses of the To header. */
  to: string[];
  /** Everybody it was really delivered to: To, Cc and Bcc, from the SMTP envelope. */
  recipients: string[];
  subject: string;
  messageId: string;
  /** ISO 8601, UTC. */
  receivedAt: string;
}

/** A whole message. */
export interface Message extends MessageSummary {
  cc: string[];
  text: string;
  /** Empty if the message has none. Never show it outside a sandbox. */
  html: string;
  /** By lower-case name; of several of one name, all. */
  headers: Record<string, string[]>;
  attachments: string[];
}

export interface Envelope {
  from: string;
  recipients: string[];
}

/** The envelope as header lines, as mail servers write it on delivery: so the file alone tells everything. */
export function envelopeHeaders(envelope: Envelope): string {
  const delivered = envelope.recipients.map((address) => `Delivered-To: ${address}\r\n`);
  return `Return-Path: <${envelope.from}>\r\n${delivered.join('')}`;
}

/** Reads a kept file. Whatever a sender wrote, it is shown and never fails. */
export async function parseMessage(id: string, receivedAt: string, raw: Uint8Array): Promise<Message> {
  const email = await PostalMime.parse(raw);
  const headers = groupHeaders(email);
  return {
    id,
    from: addresses(email.from ? [email.from] : [])[0] ?? '',
    to: addresses(email.to ?? []),
    cc: addresses(email.cc ?? []),
    recipients: headers['delivered-to'] ?? [],
    subject: email.subject ?? '',
    messageId: email.messageId ?? '',
    receivedAt,
    text: email.text ?? '',
    html: email.html ?? '',
    headers,
    attachments: email.attachments.map((attachment) => attachment.filename ?? attachment.mimeType),
  };
}

function groupHeaders(email: Email): Record<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { key, value } of email.headers) groups.set(key, [...(groups.get(key) ?? []), value]);
  return Object.fromEntries(groups);
}

function addresses(list: Address[]): string[] {
  return list.flatMap((entry) => (entry.group ? entry.group : [entry])).map((mailbox) => mailbox.address);
}
