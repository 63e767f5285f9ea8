import fc from 'fast-check';
import { nasty } from './values.ts';

type Tree = Record<string, unknown> | unknown[];

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** Every field and element of a value, at any depth, by who holds it. */
function placesOf(value: unknown): [Tree, string][] {
  if (!isTree(value)) return [];
  return Object.keys(value).flatMap((key): [Tree, string][] => [
    [value, key],
    ...placesOf((value as Record<string, unknown>)[key]),
  ]);
}

/** Own by definition: `__proto__` by assignment would be something else. */
const put = (holder: Tree, key: string, value: unknown): void =>
  void Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });

/** Spoils one place of a value: replaces, leaves out or adds it. */
export const spoiled = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .record({
      value: values,
      how: fc.constantFrom('replace', 'remove', 'add', 'whole'),
      where: fc.nat(),
      nasty,
      key: keys,
    })
    .map(({ value, how, where, nasty, key }) => {
      if (how === 'whole' || !isTree(value)) return nasty;
      const copy = structuredClone(value);
      const places = placesOf(copy);
      const place = places[where % Math.max(1, places.length)];
      if (how === 'add' || !place) put(place?.[0] ?? copy, key, nasty);
      else if (how === 'replace') put(place[0], place[1], nasty);
      else delete (place[0] as Record<string, unknown>)[place[1]];
      return copy;
    });

const keys = fc.constantFrom(
  'colour',
  '__proto__',
  'constructor',
  '$set',
  'ownerId',
  'role',
  'id',
  '_id',
  'a.b',
  '',
  'x\u0000',
);
