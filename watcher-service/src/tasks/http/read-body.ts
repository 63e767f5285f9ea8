import type { IncomingMessage } from 'node:http';
import { EXCERPT_LIMIT } from '@punctual/contracts/runs/run-limits';

/** The most that is read of a body. */
const READ_BYTES = 65_536;

/** The beginning of a body as text, null if it is empty. A body that is too long costs it its connection. */
export async function readBody(response: IncomingMessage): Promise<string | null> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (length < EXCERPT_LIMIT) kept.push(chunk.subarray(0, EXCERPT_LIMIT - length));
    length += chunk.length;
    if (length >= READ_BYTES) break; // leaving the loop closes the connection
  }
  return formatExcerpt(Buffer.concat(kept), length, response.headers['content-type']);
}

/** At most 4 KiB of UTF-8; what is not text is only named. `length` is that of the whole body, as far as it was read. */
export function formatExcerpt(start: Buffer, length: number, contentType = ''): string | null {
  if (length === 0) return null;
  const text = decoded(start, contentType, start.length < length);
  if (text === null) return `(not text: ${lengthText(length)} of ${contentType || 'an unnamed kind'})`;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(EXCERPT_LIMIT));
  return text.slice(0, read);
}

/** @param isCut the last character may be cut in half: it is left out then */
function decoded(bytes: Buffer, contentType: string, isCut: boolean): string | null {
  if (bytes.includes(0)) return null;
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return null;
  }
}

const lengthText = (length: number) =>
  length < READ_BYTES ? `${length} bytes` : `${READ_BYTES / 1_024} KiB or more`;
