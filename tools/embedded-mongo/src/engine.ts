import { Cursors } from './query/cursors.ts';
import { Catalog } from './storage/catalog.ts';
import { Store } from './storage/store.ts';
import { Writer } from './storage/writer.ts';

/** Everything a command works with. */
export interface Engine {
  store: Store;
  catalog: Catalog;
  writer: Writer;
  cursors: Cursors;
  /** Runs all writes of `action` as one; after a failure the catalog is read again. */
  transact<T>(action: () => T): T;
}

/** Opens the data directory. */
export function openEngine(directory: string): Engine {
  const store = new Store(directory);
  const catalog = new Catalog(store);
  const transact = <T>(action: () => T): T => {
    try {
      return store.write(action);
    } catch (error) {
      catalog.reload();
      throw error;
    }
  };
  return { store, catalog, writer: new Writer(store, catalog), cursors: new Cursors(), transact };
}
