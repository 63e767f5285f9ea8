import type { Socket } from 'node:net';

/** Something that an attempt has opened, and that must not outlive it. */
export interface Resource {
  /** Ends it at once; resolves when it is gone. */
  destroy(): Promise<void>;
}

/** Everything that an attempt has opened and not handed back: it is destroyed when the attempt is over. */
export class Resources {
  readonly #open = new Set<Resource>();
  #isOver = false;

  /**
   * Adds what the attempt has just opened; where the attempt is over already it is destroyed at once. The returned
   * function hands it back to whoever keeps it for a next attempt.
   */
  add(resource: Resource): () => void {
    this.#open.add(resource);
    if (this.#isOver) void resource.destroy();
    return () => void this.#open.delete(resource);
  }

  /** Adds a socket, which hands itself back when it closes. */
  addSocket(socket: Socket): () => void {
    const handBack = this.add({ destroy: () => destroySocket(socket) });
    // A connection that is used again and again collects no listeners.
    const release = () => {
      socket.off('close', release);
      handBack();
    };
    socket.once('close', release);
    return release;
  }

  /** Destroys all that is still open, and resolves when it is gone. What is added later is destroyed at once. */
  async destroyAll(): Promise<void> {
    this.#isOver = true;
    await Promise.all([...this.#open].map((resource) => resource.destroy()));
  }
}

function destroySocket(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) return resolve();
    socket.once('close', () => resolve());
    socket.destroy();
  });
}
