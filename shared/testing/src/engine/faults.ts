import type { Collections } from '@punctual/engine/database/collections';
import mongoose from 'mongoose';

type Name = keyof Collections;

/**
 * Collections of which one method of one collection behaves otherwise the first `times` it is called;
 * everything else goes to the real ones.
 */
function between(
  real: Collections,
  name: Name,
  method: string,
  behave: (call: () => Promise<unknown>) => Promise<unknown>,
  times: number,
): Collections {
  let left = times;
  const target = real[name] as unknown as Record<string, (...args: unknown[]) => unknown>;
  const changed = new Proxy(target, {
    get(collection, property) {
      const value = collection[property as string];
      if (typeof value !== 'function') return value;
      const bound = value.bind(collection);
      if (property !== method) return bound;
      return (...args: unknown[]) => (left-- > 0 ? behave(async () => bound(...args)) : bound(...args));
    },
  });
  return { ...real, [name]: changed } as unknown as Collections;
}

/** Notes each update of many, which goes through. */
export const counting = (real: Collections, name: Name, note: (update: unknown) => void): Collections => {
  const target = real[name] as unknown as Record<string, (...args: unknown[]) => unknown>;
  const changed = new Proxy(target, {
    get(collection, property) {
      const value = collection[property as string];
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (property === 'updateMany') note(args[1]);
        return value.apply(collection, args);
      };
    },
  });
  return { ...real, [name]: changed } as unknown as Collections;
};

const broken = () => new mongoose.mongo.MongoNetworkError('the connection broke');

/** The connection breaks after the write was applied, before its answer. */
export const losingAnswers = (real: Collections, name: Name, method = 'updateMany', times = 1): Collections =>
  between(
    real,
    name,
    method,
    async (call) => {
      await call();
      throw broken();
    },
    times,
  );

/** The connection breaks before anything was applied. */
export const losingRequests = (
  real: Collections,
  name: Name,
  method = 'updateMany',
  times = 1,
): Collections => between(real, name, method, () => Promise.reject(broken()), times);

/** The first reads of a list fail. */
export const losingReads = (real: Collections, name: Name, times = 1): Collections => {
  let left = times;
  const find = (...args: unknown[]) =>
    left-- > 0
      ? { toArray: () => Promise.reject(broken()) }
      : (real[name] as unknown as { find(...args: unknown[]): unknown }).find(...args);
  const get = (collection: object, property: string) => {
    const value: unknown = Reflect.get(collection, property);
    if (property === 'find') return find;
    return typeof value === 'function' ? value.bind(collection) : value;
  };
  return { ...real, [name]: new Proxy(real[name], { get }) } as Collections;
};

/** Something happens just before a call goes out. */
export const meanwhile = (
  real: Collections,
  name: Name,
  happens: () => Promise<unknown>,
  method = 'updateMany',
  times = 1,
): Collections =>
  between(
    real,
    name,
    method,
    async (call) => {
      await happens();
      return call();
    },
    times,
  );
