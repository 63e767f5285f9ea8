/** A message of the wire protocol, as far as somebody who counts has to understand it. */
export interface WireMessage {
  id: number;
  /** The id of the question that this answers; 0 in a question. */
  answers: number;
  length: number;
  /** The command; null where it is none. */
  body: Buffer | null;
}

const HEADER = 16;
const OP_MSG = 2013;
const FLAGS = 4;
const BODY_SECTION = 0;

/** Takes a stream of bytes as it comes, and hands on each message when it is complete. */
export function splitMessages(take: (message: WireMessage) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let size = 0;
  return (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    const wanted = (chunks[0]?.length ?? 0) >= 4 ? (chunks[0]?.readInt32LE(0) ?? 0) : HEADER;
    if (size < wanted) return;
    let rest = Buffer.concat(chunks);
    while (rest.length >= HEADER && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      take(read(rest.subarray(0, length)));
      rest = rest.subarray(length);
    }
    chunks = [rest];
    size = rest.length;
  };
}

function read(message: Buffer): WireMessage {
  const section = HEADER + FLAGS;
  const isCommand = message.readInt32LE(12) === OP_MSG && message[section] === BODY_SECTION;
  const start = section + 1;
  return {
    id: message.readInt32LE(4),
    answers: message.readInt32LE(8),
    length: message.length,
    body: isCommand ? message.subarray(start, start + message.readInt32LE(start)) : null,
  };
}
