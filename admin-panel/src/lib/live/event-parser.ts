/** One server-sent event: its name and its data. */
export interface StreamedEvent {
  name: string;
  data: string;
}

const LINE_END = /\r\n|\n|\r(?!$)/;

/**
 * Reads a text/event-stream piece by piece, however it was cut. Comments and fields without use here are
 * left out; an event without data is none.
 * @returns takes the next piece and gives the events that are complete with it
 */
export function eventParser(): (piece: string) => StreamedEvent[] {
  let rest = '';
  let name = '';
  let data: string[] = [];

  const take = (line: string): StreamedEvent[] => {
    if (line === '') {
      const event = { name: name || 'message', data: data.join('\n') };
      const isEvent = data.length > 0;
      name = '';
      data = [];
      return isEvent ? [event] : [];
    }
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
    return [];
  };

  return (piece) => {
    const lines = (rest + piece).split(LINE_END);
    rest = lines.pop() ?? '';
    return lines.flatMap(take);
  };
}
