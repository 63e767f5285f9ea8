import type { IncomingMessage } from 'node:http';

/** The size of the excerpt that is shown of a body, and the most that is taken from the network. */
const EXCERPT_BYTES = 4_096;
const READ_BYTES = 65_536;

/** The beginning of a body as text, null if it is empty. A body that is too long costs it its connection. */
export async function readBody(response: IncomingMessage): Promise<string | null> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (length < EXCERPT_BYTES) kept.push(chunk.subarray(0, EXCERPT_BYTES - length));
    length += chunk.length;
    if (length >= READ_BYTES) break; // leaving the loop closes the connection
  }
  return formatExcerpt(Buffer.concat(kept), length, response.headers['content-type']);
}

/** At most 4 KiB of UTF-8; what is not text is only named. `length` is that of the whole body, as far as it was read. */
export function formatExcerpt(start: Buffer, length: number, contentType = ''): string | null {
  if (length === 0) return null;
  const text = decoded(start, contentType);
  if (text === null) return `(not text: ${lengthText(length)} of ${contentType || 'an unnamed kind'})`;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(EXCERPT_BYTES));
  return text.slice(0, read);
}

function decoded(bytes: Buffer, contentType: string): string | null {
  if (bytes.includes(0)) return null;
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    // As of a stream: the cut may fall into the middle of a character, which is left out then.
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

const lengthText = (length: number) =>
  length < READ_BYTES ? `${length} bytes` : `${READ_BYTES / 1_024} KiB or more`;
