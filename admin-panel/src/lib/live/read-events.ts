import { ApiError } from '@punctual/contracts/api/client';
import { apiFetch } from '../api/api-fetch.ts';
import { eventParser, type StreamedEvent } from './event-parser.ts';

/** The silence after which the stream is taken for dead: the server sends something each 15 s. */
const SILENCE_MS = 40_000;

export interface StreamListener {
  onOpen: () => void;
  onEvent: (event: StreamedEvent) => void;
  /** Something came, if only a sign of life. */
  onBeat: () => void;
}

/**
 * Reads a stream of events until it ends. `EventSource` cannot send the access token, so it is a fetch.
 * @throws ApiError when the server refuses it; what `fetch` throws when it breaks off, is silent or is aborted
 */
export async function readEvents(path: string, listener: StreamListener, signal: AbortSignal): Promise<void> {
  const cut = new AbortController();
  const stop = () => cut.abort();
  window.addEventListener('offline', stop);
  signal.addEventListener('abort', stop);
  try {
    signal.throwIfAborted();
    const init = { headers: { accept: 'text/event-stream' }, signal: cut.signal };
    const response = await apiFetch(path, init);
    if (!response.ok || response.body === null) throw new ApiError(response.status, null, null);
    listener.onOpen();
    await readAll(response.body.getReader(), listener, stop);
  } finally {
    window.removeEventListener('offline', stop);
    signal.removeEventListener('abort', stop);
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { onEvent, onBeat }: StreamListener,
  stop: () => void,
): Promise<void> {
  const parse = eventParser();
  const decoder = new TextDecoder();
  let silence = setTimeout(stop, SILENCE_MS);
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      clearTimeout(silence);
      silence = setTimeout(stop, SILENCE_MS);
      onBeat();
      for (const event of parse(decoder.decode(piece.value, { stream: true }))) onEvent(event);
    }
  } finally {
    clearTimeout(silence);
  }
}
