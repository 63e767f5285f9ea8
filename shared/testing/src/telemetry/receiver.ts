import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface Span {
  service: string;
  name: string;
  traceId: string;
  spanId: string;
  parentId: string;
  facts: Record<string, string>;
}

/** Reads the fields of a protobuf message by their numbers: the bytes of those that have a length, and no others. */
function fieldsOf(bytes: Buffer): Map<number, Buffer[]> {
  const fields = new Map<number, Buffer[]>();
  let at = 0;
  const varint = (): number => {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const kind = tag & 7;
    if (kind === 0) varint();
    else if (kind === 2) {
      const length = varint();
      const kept = fields.get(tag >>> 3) ?? [];
      fields.set(tag >>> 3, [...kept, bytes.subarray(at, at + length)]);
      at += length;
    } else at += kind === 1 ? 8 : 4;
  }
  return fields;
}

const all = (message: Buffer, field: number): Buffer[] => fieldsOf(message).get(field) ?? [];
const text = (message: Buffer, field: number, encoding: BufferEncoding = 'utf8'): string =>
  (all(message, field)[0] ?? Buffer.alloc(0)).toString(encoding);
/** KeyValue of opentelemetry/proto/common/v1: those whose values are texts. */
const factsOf = (pairs: Buffer[]): Record<string, string> =>
  Object.fromEntries(
    pairs.map((pair) => [
      text(pair, 1),
      all(pair, 2)
        .map((value) => text(value, 1))
        .join(),
    ]),
  );

/** The spans of an ExportTraceServiceRequest (opentelemetry/proto/trace/v1). */
function spansIn(request: Buffer): Span[] {
  return all(request, 1).flatMap((resourceSpans) => {
    const resource = factsOf(all(resourceSpans, 1).flatMap((one) => all(one, 1)));
    const spans = all(resourceSpans, 2).flatMap((scope) => all(scope, 2));
    return spans.map((span) => ({
      service: String(resource['service.name']),
      name: text(span, 5),
      traceId: text(span, 1, 'hex'),
      spanId: text(span, 2, 'hex'),
      parentId: text(span, 4, 'hex'),
      facts: factsOf(all(span, 9)),
    }));
  });
}

/** A receiver of traces as OTLP over HTTP has them (protobuf), which keeps what it is sent. */
export class Receiver {
  readonly spans: Span[] = [];
  connections = 0;
  readonly #server: Server;

  constructor() {
    this.#server = createServer(async (request, response) => {
      const body = await buffer(request);
      if (request.url === '/v1/traces') this.spans.push(...spansIn(body));
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
    this.#server.on('connection', () => {
      this.connections += 1;
    });
  }

  async open(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    onTestFinished(() => {
      this.#server.closeAllConnections();
      this.#server.close();
    });
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  named(name: string): Span | undefined {
    return this.spans.find((span) => span.name === name);
  }
}
