import { MAX_MESSAGE_BYTES } from './limits.ts';

const MIN_MESSAGE_BYTES = 16;

/** Cuts a stream of bytes into messages. Call it with each chunk; it gives the messages now complete. */
export function messageSplitter(): (chunk: Buffer) => Buffer[] {
  let chunks: Buffer[] = [];
  let buffered = 0;
  return (chunk) => {
    chunks.push(chunk);
    buffered += chunk.length;
    const messages: Buffer[] = [];
    for (;;) {
      const size = nextSize(chunks, buffered);
      if (size === undefined || buffered < size) return messages;
      const all = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
      messages.push(all.subarray(0, size));
      chunks = all.length > size ? [all.subarray(size)] : [];
      buffered = all.length - size;
    }
  };
}

function nextSize(chunks: Buffer[], buffered: number): number | undefined {
  if (buffered < 4) return undefined;
  const [first] = chunks as [Buffer];
  const size = (first.length >= 4 ? first : Buffer.concat(chunks)).readInt32LE(0);
  if (size < MIN_MESSAGE_BYTES || size > MAX_MESSAGE_BYTES) throw new Error(`Message of ${size} bytes`);
  return size;
}
