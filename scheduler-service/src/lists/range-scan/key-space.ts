import { MINUTE_MS } from '@punctual/contracts/time';
import { Types } from 'mongoose';
import type { Value } from '../segments.ts';

/** The values of an order as stops on a line, from 0 to the last. */
export interface KeySpace {
  /** The least distance of two stops that have different values. */
  unit: number;
  last: number;
  /** A first guess at the length of a slice. */
  reach: number;
  /** The stop around which rows lie thick, if that is known. */
  thick?: number;
  /** The stop of a value; between two stops the one that a list in this direction comes by first. */
  stopOf(value: Value, direction: 1 | -1): number;
  valueAt(stop: number): Value;
  /** Tells whether there is but one value from this stop until the next one. */
  isOneValue(stop: number): boolean;
}

/** Builds the line of ids: they know whole seconds, and no more than fit into four bytes. */
export const idKeySpace = (): KeySpace => ({
  unit: 1_000,
  last: 0xffffffff * 1_000,
  reach: MINUTE_MS,
  thick: Date.now(),
  stopOf: (id) => (id as Types.ObjectId).getTimestamp().getTime(),
  valueAt: (stop) => Types.ObjectId.createFromTime(Math.floor(stop / 1_000)),
  isOneValue: () => false,
});

/** Builds the line of times, in milliseconds. */
export const timeKeySpace = (): KeySpace => ({
  unit: 1,
  last: 8.64e15,
  reach: MINUTE_MS,
  thick: Date.now(),
  stopOf: (time) => (time as Date).getTime(),
  valueAt: (stop) => new Date(stop),
  isOneValue: () => true,
});

/** Builds the line of texts: one cannot calculate with these, so a sample of the list is the stops. */
export function textKeySpace(sample: string[]): KeySpace {
  const texts = stopsAmong(sample);
  const bytes = texts.map((text) => Buffer.from(text));
  const countUpTo = (value: Buffer, least: 0 | 1) =>
    bytes.filter((one) => value.compare(one) >= least).length;
  return {
    unit: 1,
    last: texts.length + 1,
    reach: 1,
    stopOf: (value, direction) => {
      const text = Buffer.from(value as string);
      return direction === 1 ? countUpTo(text, 0) : countUpTo(text, 1) + 1;
    },
    valueAt: (stop) => texts[stop - 1] as string,
    isOneValue: (stop) => stop > 0 && texts[stop] === textAfter(texts[stop - 1] as string),
  };
}

/** The text that follows at once: no other lies between. */
const textAfter = (text: string): string => `${text}\0`;

/**
 * Takes each text once, in the order of the database. A text that comes again and again may fill a slice, and gets one
 * of its own.
 */
function stopsAmong(sample: string[]): string[] {
  const seen = new Set<string>();
  const stops = new Set<string>();
  for (const text of sample) {
    stops.add(text);
    if (seen.has(text)) stops.add(textAfter(text));
    seen.add(text);
  }
  return [...stops].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
