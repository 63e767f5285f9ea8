import { Types } from 'mongoose';

/** What a list is ordered by. */
export type Value = Date | Types.ObjectId | string;

/** The values of an order as stops on a line, from 0 to the last. */
export interface KeySpace {
  /** Stops that lie nearer to each other cannot be told apart. */
  unit: number;
  last: number;
  /** A guess how far a slice reaches. */
  reach: number;
  /** Around which stop rows lie thick, if that is known. */
  thick?: number;
  /** The stop of a value; between two stops the one that a list in this direction comes by first. */
  stopOf(value: Value, direction: 1 | -1): number;
  valueAt(stop: number): Value;
  /** Whether from this stop until the next one there is but one value. */
  isOneValue(stop: number): boolean;
}

const MINUTE = 60_000;

/** Ids know whole seconds, and no more than fit into four bytes. */
export const idKeySpace = (): KeySpace => ({
  ...{ unit: 1_000, last: 0xffffffff * 1_000, reach: MINUTE, thick: Date.now() },
  stopOf: (id) => (id as Types.ObjectId).getTimestamp().getTime(),
  valueAt: (stop) => Types.ObjectId.createFromTime(Math.floor(stop / 1_000)),
  isOneValue: () => false,
});

export const timeKeySpace = (): KeySpace => ({
  ...{ unit: 1, last: 8.64e15, reach: MINUTE, thick: Date.now() },
  stopOf: (time) => (time as Date).getTime(),
  valueAt: (stop) => new Date(stop),
  isOneValue: () => true,
});

/** One cannot calculate with texts: some of a list are the stops. */
export function textKeySpace(some: string[]): KeySpace {
  const texts = stopsAmong(some);
  const bytes = texts.map((text) => Buffer.from(text));
  const upTo = (value: Buffer, least: 0 | 1) => bytes.filter((one) => value.compare(one) >= least).length;
  return {
    ...{ unit: 1, last: texts.length + 1, reach: 1 },
    stopOf: (value, direction) => {
      const text = Buffer.from(value as string);
      return direction === 1 ? upTo(text, 0) : upTo(text, 1) + 1;
    },
    valueAt: (stop) => texts[stop - 1] as string,
    isOneValue: (stop) => stop > 0 && texts[stop] === next(texts[stop - 1] as string),
  };
}

/** No text lies between one and this. */
const next = (text: string): string => `${text}\0`;

/** Each text once and in the order of the database; what comes again and again may fill a slice, and gets one of its own. */
function stopsAmong(some: string[]): string[] {
  const seen = new Set<string>();
  const stops = new Set<string>();
  for (const text of some) {
    stops.add(text);
    if (seen.has(text)) stops.add(next(text));
    seen.add(text);
  }
  return [...stops].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
