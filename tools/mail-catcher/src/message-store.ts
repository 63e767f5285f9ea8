import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Envelope,
  envelopeHeaders,
  type Message,
  type MessageSummary,
  parseMessage,
} from './message.ts';

const SUFFIX = '.eml';
/** Names sort by arrival: time, a counter within the process, and chance against a second process. */
const ID = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z-\d{6}-[0-9a-f]{8}$/;
const LIST_LIMIT = 1000;

/** The kept messages: one file each, their names in memory, their contents read when first asked for. */
export class MessageStore {
  readonly #dir: string;
  readonly #ids: Set<string>;
  readonly #summaries = new Map<string, MessageSummary>();
  readonly #waiting = new Set<() => void>();
  #received = 0;

  private constructor(dir: string, ids: string[]) {
    this.#dir = dir;
    this.#ids = new Set(ids);
  }

  /** Opens a folder of messages and creates it if need be. */
  static async open(dir: string): Promise<MessageStore> {
    await mkdir(dir, { recursive: true });
    const files = (await readdir(dir)).filter((name) => name.endsWith(SUFFIX));
    const ids = files.map((name) => name.slice(0, -SUFFIX.length)).filter((id) => ID.test(id));
    return new MessageStore(dir, ids);
  }

  get count(): number {
    return this.#ids.size;
  }

  /** Keeps a message; it is on disk under its id when this resolves. */
  async add(raw: Buffer, envelope: Envelope): Promise<string> {
    this.#received += 1;
    const id = newId(new Date(), this.#received);
    // Readers of the folder never see half a message: it gets its name when it is whole.
    const part = join(this.#dir, `${id}.part`);
    await writeFile(part, Buffer.concat([Buffer.from(envelopeHeaders(envelope)), raw]));
    await rename(part, this.#file(id));
    this.#ids.add(id);
    for (const check of this.#waiting) check();
    return id;
  }

  /** The newest first; with `after`, only those that came later than that id. */
  async list({ limit = LIST_LIMIT, after = '' } = {}): Promise<MessageSummary[]> {
    const newest = [...this.#ids].sort().reverse().slice(0, limit);
    const found = await Promise.all(newest.filter((id) => id > after).map((id) => this.#summary(id)));
    return found.filter((summary) => summary !== null);
  }

  /** A whole message, or null if there is none of that id. */
  async get(id: string): Promise<Message | null> {
    const raw = await this.raw(id);
    return raw && parseMessage(id, receivedAt(id), raw);
  }

  /** A message as it came, after the lines that tell its envelope. */
  async raw(id: string): Promise<Uint8Array | null> {
    if (!this.#ids.has(id)) return null;
    return readFile(this.#file(id)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      this.#ids.delete(id); // somebody tidied the folder up
      return null;
    });
  }

  /** Every whole message, the newest first. */
  async all(): Promise<Message[]> {
    const messages = await Promise.all(
      [...this.#ids]
        .sort()
        .reverse()
        .map((id) => this.get(id)),
    );
    return messages.filter((message) => message !== null);
  }

  /** Resolves as soon as there are this many. */
  async whenCount(wanted: number): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (this.count < wanted) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  async #summary(id: string): Promise<MessageSummary | null> {
    const known = this.#summaries.get(id);
    if (known) return known;
    const message = await this.get(id);
    if (message) this.#summaries.set(id, summarize(message));
    return message && summarize(message);
  }

  #file(id: string): string {
    return join(this.#dir, id + SUFFIX);
  }
}

function newId(now: Date, counter: number): string {
  const time = now.toISOString().replace(/[-:.]/g, '');
  return `${time}-${String(counter).padStart(6, '0')}-${randomBytes(4).toString('hex')}`;
}

function receivedAt(id: string): string {
  return id.replace(ID, '$1-$2-$3T$4:$5:$6.$7Z');
}

function summarize({
  id,
  from,
  to,
  recipients,
  subject,
  messageId,
  receivedAt: at,
}: Message): MessageSummary {
  return { id, from, to, recipients, subject, messageId, receivedAt: at };
}
