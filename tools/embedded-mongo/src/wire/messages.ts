import { type Document, deserialize } from 'bson';
import { ServerError } from '../errors.ts';
import { DECODE } from './limits.ts';
import { encode } from './raw-bson.ts';

const OP_REPLY = 1;
const OP_QUERY = 2004;
export const OP_MSG = 2013;

const HEADER_BYTES = 16;
// After the document's size and the type of its first element.
const FIRST_NAME_OFFSET = 5;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
// Flags a receiver must not ignore are the lower sixteen.
const UNKNOWN_REQUIRED_FLAGS = 0xffff & ~(CHECKSUM_PRESENT | MORE_TO_COME);

/** A request: the command, and the lists of documents that came beside or inside it, still as BSON. */
export interface Request {
  id: number;
  opcode: number;
  command: Document;
  lists: Map<string, Uint8Array[]>;
  /** The client does not wait for an answer and must not get one. */
  silent: boolean;
}

// Lists of writes are kept raw: what is inserted is stored as it came.
const RAW_LISTS: Record<string, string> = { insert: 'documents', update: 'updates', delete: 'deletes' };

/** Reads one whole message. Throws if it is none that this server understands. */
export function parseMessage(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_MSG) return parseOpMsg(message, id);
  if (opcode === OP_QUERY) return parseOpQuery(message, id);
  throw new ServerError(59, `Unsupported opcode ${opcode}`);
}

function parseOpMsg(message: Buffer, id: number): Request {
  const flags = message.readUInt32LE(HEADER_BYTES);
  if (flags & UNKNOWN_REQUIRED_FLAGS) throw new ServerError(9, `Unknown OP_MSG flags: ${flags}`);
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  const request: Request = {
    id,
    opcode: OP_MSG,
    command: {},
    lists: new Map(),
    silent: (flags & MORE_TO_COME) !== 0,
  };
  let at = HEADER_BYTES + 4;
  while (at < end) {
    const kind = message[at++];
    const size = message.readInt32LE(at);
    const section = message.subarray(at, at + size);
    if (kind === 0) readBody(request, section);
    else if (kind === 1) readSequence(request, section);
    else throw new ServerError(9, `Unknown section kind ${kind}`);
    at += size;
  }
  return request;
}

function readBody(request: Request, section: Buffer): void {
  const name = section.toString('utf8', FIRST_NAME_OFFSET, section.indexOf(0, FIRST_NAME_OFFSET));
  const list = RAW_LISTS[name];
  request.command = deserialize(section, list ? { ...DECODE, fieldsAsRaw: { [list]: true } } : DECODE);
  if (list && Array.isArray(request.command[list])) request.lists.set(list, request.command[list]);
}

function readSequence(request: Request, section: Buffer): void {
  const nameEnd = section.indexOf(0, 4);
  const documents: Uint8Array[] = [];
  for (let at = nameEnd + 1; at < section.length; ) {
    const size = section.readInt32LE(at);
    documents.push(section.subarray(at, at + size));
    at += size;
  }
  request.lists.set(section.toString('utf8', 4, nameEnd), documents);
}

// Drivers still open a conversation with this one.
function parseOpQuery(message: Buffer, id: number): Request {
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4);
  const collection = message.toString('utf8', HEADER_BYTES + 4, nameEnd);
  const command = deserialize(message.subarray(nameEnd + 9), {
    ...DECODE,
    allowObjectSmallerThanBufferSize: true,
  });
  const [db] = collection.split('.');
  return { id, opcode: OP_QUERY, command: { ...command, $db: db }, lists: new Map(), silent: false };
}

let lastRequestId = 0;

/** The bytes that answer `request` with `reply`. */
export function buildReply(request: Pick<Request, 'id' | 'opcode'>, reply: Document): Buffer {
  const body = encode(reply);
  const isQuery = request.opcode === OP_QUERY;
  const head = Buffer.alloc(isQuery ? 36 : 21);
  head.writeInt32LE(head.length + body.length, 0);
  lastRequestId = (lastRequestId + 1) & 0x7fffffff;
  head.writeInt32LE(lastRequestId, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
  if (isQuery) head.writeInt32LE(1, 32);
  return Buffer.concat([head, body]);
}
