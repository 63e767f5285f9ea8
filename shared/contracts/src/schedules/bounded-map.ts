/**
 * A cache that cannot grow without end: when full, what was put in first goes first.
 * Reading does not reorder, which keeps the hot path at one Map lookup.
 */
export class BoundedMap<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The cached value, or the one `make` gives, which is then kept. An error of `make` is not kept. */
  getOrCreate(key: K, make: (key: K) => V): V {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    this.#makeRoom();
    this.#entries.set(key, value);
    return value;
  }

  get size(): number {
    return this.#entries.size;
  }

  #makeRoom(): void {
    if (this.#entries.size < this.#limit) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }
}
