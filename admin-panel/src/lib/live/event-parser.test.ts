import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventParser } from './event-parser.ts';

const STREAM =
  ': welcome\n\nevent: job\ndata: {"id":"1"}\n\n: heartbeat\n\nevent: run\r\ndata: {"a":\r\ndata: 2}\r\n\r\nid: 7\n\n';
const EVENTS = [
  { name: 'job', data: '{"id":"1"}' },
  { name: 'run', data: '{"a":\n2}' },
];

describe('a stream of events', () => {
  test('is read as it was written, without comments and empty events', () => {
    expect(eventParser()(STREAM)).toEqual(EVENTS);
  });

  test('reads the same however it is cut', () => {
    const cuts = fc.array(fc.nat(STREAM.length), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, (at) => {
        const ends = [...at, STREAM.length].sort((a, b) => a - b);
        const parse = eventParser();
        const events = ends.flatMap((end, index) => parse(STREAM.slice(ends[index - 1] ?? 0, end)));
        expect(events).toEqual(EVENTS);
      }),
    );
  });

  test('keeps back what is not complete yet', () => {
    const parse = eventParser();
    expect(parse('event: job\ndata: {}\n')).toEqual([]);
    expect(parse('\n')).toEqual([{ name: 'job', data: '{}' }]);
  });
});
