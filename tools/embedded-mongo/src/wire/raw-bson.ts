import { type Document, onDemand, serialize } from 'bson';

const OBJECT = 3;
const ARRAY = 4;

/** A document that is already BSON: it is copied into an answer or a file as it is, never decoded. */
export class RawDocument {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** A single element (type, name, value) in its BSON form, to be copied as it is. */
export class RawElement {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** Serialises a document in which parts may be raw; arrays of raw documents are the results of a find. */
export function encode(document: Document): Buffer {
  const chunks: Uint8Array[] = [];
  encodeDocument(Object.entries(document), chunks);
  return Buffer.concat(chunks);
}

function encodeDocument(entries: Iterable<[string, unknown]>, chunks: Uint8Array[]): number {
  const head = Buffer.alloc(4);
  chunks.push(head);
  let size = 5;
  for (const [name, value] of entries) size += encodeElement(name, value, chunks);
  chunks.push(Buffer.alloc(1));
  head.writeInt32LE(size);
  return size;
}

function encodeElement(name: string, value: unknown, chunks: Uint8Array[]): number {
  if (value instanceof RawElement) {
    chunks.push(value.bytes);
    return value.bytes.length;
  }
  if (value instanceof RawDocument) {
    const head = elementHead(OBJECT, name);
    chunks.push(head, value.bytes);
    return head.length + value.bytes.length;
  }
  const nested = nestedEntries(value);
  if (nested) {
    const head = elementHead(Array.isArray(value) ? ARRAY : OBJECT, name);
    chunks.push(head);
    return head.length + encodeDocument(nested, chunks);
  }
  const bytes = serialize({ [name]: value }).subarray(4, -1);
  chunks.push(bytes);
  return bytes.length;
}

// Only what may hold something raw is walked by hand; the rest is bson's business.
function nestedEntries(value: unknown): [string, unknown][] | undefined {
  if (Array.isArray(value)) {
    return value[0] instanceof RawDocument ? value.map((item, i) => [String(i), item]) : undefined;
  }
  if (typeof value !== 'object' || value === null || value.constructor !== Object) return undefined;
  return Object.entries(value);
}

function elementHead(type: number, name: string): Buffer {
  const head = Buffer.alloc(Buffer.byteLength(name) + 2);
  head[0] = type;
  head.write(name, 1);
  return head;
}

/** The top-level elements of a BSON document, by name, as the bytes they are. */
export function topLevelElements(bytes: Uint8Array): Map<string, RawElement> {
  const elements = new Map<string, RawElement>();
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const [, nameOffset, nameLength, offset, length] of onDemand.parseToElements(bytes)) {
    const name = view.toString('utf8', nameOffset, nameOffset + nameLength);
    elements.set(name, new RawElement(bytes.subarray(nameOffset - 1, offset + length)));
  }
  return elements;
}
