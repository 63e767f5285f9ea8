import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { mongo } from 'mongoose';
import { splitMessages, type WireMessage } from './wire-messages.ts';

/** Cost of one kind of command, seen from outside. */
export interface CommandCost {
  count: number;
  ms: number;
  bytes: number;
}

export interface WireTap {
  /** To be used instead of the server's address; without a database name. */
  uri: string;
  costs: Map<string, CommandCost>;
  /** Keeps back the commands that fit from now on, until the returned function is called. */
  hold(fits: RegExp): () => void;
  close(): Promise<void>;
}

const DEFAULT_PORT = 27_017;
/** Not worth naming: what the driver says to keep a connection. */
const CHATTER = new Set(['hello', 'isMaster', 'ismaster', 'endSessions', 'ping']);

/** Stands between a service and its database, and counts what goes by: works with every engine alike. */
export async function startWireTap(server: string): Promise<WireTap> {
  const { hostname, port } = new URL(server);
  const costs = new Map<string, CommandCost>();
  const sockets = new Set<Socket>();
  const held = new HeldCommands();
  const proxy = createServer((client) => {
    const upstream = createConnection(Number(port || DEFAULT_PORT), hostname);
    join(client, upstream, costs, held);
    for (const socket of [client, upstream]) sockets.add(socket.setNoDelay(true));
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    uri: `mongodb://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    costs,
    hold: (fits) => held.hold(fits),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

/** Keeps commands back, each with all that its connection sends. */
class HeldCommands {
  #fits: RegExp | null = null;
  #released: Promise<void> = Promise.resolve();

  hold(fits: RegExp): () => void {
    let release = () => {};
    this.#released = new Promise((resolve) => {
      release = resolve;
    });
    this.#fits = fits;
    return () => {
      this.#fits = null;
      release();
    };
  }

  /** Resolves when a command may go on; null where it may at once. */
  until(label: string): Promise<void> | null {
    return this.#fits?.test(label) ? this.#released : null;
  }
}

function join(client: Socket, upstream: Socket, costs: Map<string, CommandCost>, held: HeldCommands): void {
  let wait: Promise<void> | null = null;
  const asked = new Map<number, { label: string; at: number; bytes: number }>();
  const question = splitMessages((message) => {
    const label = labelOf(message);
    if (!label) return;
    wait = held.until(label);
    asked.set(message.id, { label, at: performance.now(), bytes: message.length });
  });
  const answer = splitMessages(({ answers }) => {
    const question = asked.get(answers);
    if (!question) return;
    asked.delete(answers);
    const cost = costs.get(question.label) ?? { count: 0, ms: 0, bytes: 0 };
    cost.count += 1;
    cost.ms += performance.now() - question.at;
    cost.bytes += question.bytes;
    costs.set(question.label, cost);
  });
  // A client sends no more on a connection whose command has no answer, so that nothing overtakes what is kept back.
  client.on('data', async (chunk: Buffer) => {
    question(chunk);
    if (wait) await wait;
    wait = null;
    upstream.write(chunk);
  });
  upstream.on('data', answer).pipe(client);
  for (const socket of [client, upstream])
    socket.on('error', () => {}).on('close', () => [client, upstream].map((each) => each.destroy()));
}

/** "update runs {_id, status, nextAttemptAt}": enough to know the place in the code. */
function labelOf({ body }: WireMessage): string | null {
  if (!body) return null;
  const command = mongo.BSON.deserialize(body, { promoteBuffers: true });
  const [name = ''] = Object.keys(command);
  if (CHATTER.has(name)) return null;
  const [update] = (command.updates ?? []) as { q?: object }[];
  const filter = update?.q ?? ((command.filter ?? command.query) as object | undefined) ?? {};
  const keys = Object.keys(filter);
  return `${name} ${String(command[name])}${keys.length > 0 ? ` {${keys.join(', ')}}` : ''}`;
}
