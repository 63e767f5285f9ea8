import { MINUTE_MS } from '@punctual/contracts/time';
import type { Scope } from '../api/source.ts';
import { heard } from '../connection.ts';
import { createStore } from '../store.ts';
import { keepStream } from './keep-stream.ts';
import { type LiveEvent, liveEventOf } from './live-event.ts';

/** A message between tabs: from the one that reads the stream, or from one that has just opened (`hello`). */
type Message = { kind: 'open' | 'beat' | 'down' | 'hello' } | { kind: 'told'; event: LiveEvent };

const HIDDEN_MS = MINUTE_MS;
const BEAT_MS = 5_000;
/** The silence after which the stream counts as down: the tab that reads it may be asleep. */
const SILENCE_MS = 45_000;

interface Listener {
  /** From now on every change is reported; earlier ones may have been missed. */
  onGap: () => void;
  onEvent: (event: LiveEvent) => void;
}

/**
 * Reads one stream for all tabs of a browser, which has six connections to a server and no more: the tab that
 * holds the lock reads it and tells the others. A tab that has been hidden for a minute gives it away.
 */
export class SharedStream {
  /** Tells whether every change is reported. */
  readonly isUp = createStore(false);
  readonly #name: string;
  readonly #path: string;
  readonly #listener: Listener;
  readonly #channel: BroadcastChannel;
  readonly #stopped = new AbortController();
  #leading: AbortController | null = null;
  #isOpen = false;
  #beatAt = 0;
  #hiddenTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(scope: Scope, userId: string, listener: Listener) {
    this.#name = `punctual-live-${scope}-${userId}`;
    this.#path = `/events?scope=${scope}`;
    this.#listener = listener;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => this.#hear(data);
    const { signal } = this.#stopped;
    document.addEventListener('visibilitychange', () => this.#onVisibility(), { signal });
    this.#channel.postMessage({ kind: 'hello' });
    this.#lead();
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#hiddenTimer);
    clearTimeout(this.#silenceTimer);
    this.#rest();
    this.#channel.close();
  }

  #onVisibility(): void {
    clearTimeout(this.#hiddenTimer);
    if (document.hidden) this.#hiddenTimer = setTimeout(() => this.#rest(), HIDDEN_MS);
    else this.#lead();
  }

  /** Waits for its turn to read the stream, and reads it. */
  #lead(): void {
    if (this.#leading !== null) return;
    const leading = new AbortController();
    this.#leading = leading;
    const read = () => this.#read(leading.signal);
    void alone(this.#name, leading.signal, read).finally(() => {
      if (this.#leading === leading) this.#leading = null;
    });
  }

  /** Gives the stream away. The tab that takes it says so; until then nothing is known to be missed. */
  #rest(): void {
    clearTimeout(this.#silenceTimer);
    this.#leading?.abort();
    this.#leading = null;
  }

  async #read(signal: AbortSignal): Promise<void> {
    const listener = {
      onOpen: () => this.#tell({ kind: 'open' }),
      onBeat: () => this.#beat(),
      onDown: () => this.#tell({ kind: 'down' }),
      onEvent: (streamed: Parameters<typeof liveEventOf>[0]) => {
        const event = liveEventOf(streamed);
        if (event !== null) this.#tell({ kind: 'told', event });
      },
    };
    await keepStream(this.#path, listener, signal);
    this.#isOpen = false;
  }

  /** Passes on a sign of life, one of many in a row. */
  #beat(): void {
    if (performance.now() - this.#beatAt < BEAT_MS) return;
    this.#beatAt = performance.now();
    this.#tell({ kind: 'beat' });
  }

  #tell(message: Message): void {
    if (this.#stopped.signal.aborted) return;
    this.#isOpen = message.kind !== 'down';
    this.#channel.postMessage(message);
    this.#hear(message);
  }

  #hear(message: Message): void {
    if (message.kind === 'hello') this.#answerHello();
    else if (message.kind === 'down') this.isUp.set(false);
    else this.#hearSign(message);
  }

  #hearSign(message: Message): void {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => this.isUp.set(false), SILENCE_MS);
    if (message.kind !== 'told') heard();
    const isGap = message.kind === 'open' || !this.isUp.get();
    this.isUp.set(true);
    if (isGap) this.#listener.onGap();
    if (message.kind === 'told') this.#listener.onEvent(message.event);
  }

  #answerHello(): void {
    if (this.#isOpen) this.#channel.postMessage({ kind: 'beat' });
  }
}

/** Runs `work` in one tab at a time, until aborted; where browsers have no locks (plain http), in each. */
async function alone(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work();
  try {
    await navigator.locks.request(name, { signal }, work);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
