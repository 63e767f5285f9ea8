import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CSV_CUT, MAX_CSV_ROWS } from '@punctual/contracts/api/limits';
import type { Response } from 'express';
import { type Columns, formatCsvHead, formatCsvLine, formatCsvRows } from './csv-text.ts';

/** A list that is answered as one file. */
export interface CsvTable<R> {
  /** Names the file: `runs`. */
  name: string;
  columns: Columns<R>;
  /** The place of the list to begin at; undefined for its beginning. */
  cursor: string | undefined;
  /** Reads a page of bounded size. */
  read(cursor: string | undefined): Promise<{ data: R[]; nextCursor: string | null }>;
}

/** A client that takes nothing for so long is gone, or holds a place for nothing. */
const STALL_MS = 60_000;
/** Text that is made ahead of what the client has taken. */
const AHEAD_BYTES = 65_536;

/**
 * Begins to answer a list as CSV when its first page is read, so that refusals of it are answered as of any request.
 * The returned function streams it, page by page, as fast as the client takes it: the next page is read when the one
 * before has gone out, and no more are when the client has gone. It throws what fails on the way, with the connection
 * broken off, so that nobody takes a part for the whole.
 * @param mostRows the rows of one file, a multiple of the page
 */
export async function beginCsv<R>(
  response: Response,
  table: CsvTable<R>,
  mostRows = MAX_CSV_ROWS,
): Promise<() => Promise<void>> {
  const chunks = listChunks(table, mostRows, () => response.destroyed);
  const { value: first = '' } = await chunks.next();
  response.status(200).set({
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="punctual-${table.name}.csv"`,
    'Cache-Control': 'no-store',
  });
  response.setTimeout(STALL_MS, () => response.destroy());
  response.flushHeaders();
  const text = Readable.from(beginWith(first, chunks), { objectMode: false, highWaterMark: AHEAD_BYTES });
  return async () => {
    try {
      await pipeline(text, response);
    } catch (error) {
      if (!isClientGone(error)) throw error;
    }
  };
}

/** Pages without a row put nothing out, by which the end of the client would be noticed: it is asked for before each. */
async function* listChunks<R>(
  table: CsvTable<R>,
  mostRows: number,
  isGone: () => boolean,
): AsyncGenerator<string, void> {
  const { columns } = table;
  let { cursor } = table;
  let head = formatCsvHead(columns);
  let count = 0;
  while (!isGone()) {
    const { data, nextCursor } = await table.read(cursor);
    const lines = head + formatCsvRows(columns, data);
    if (lines !== '') yield lines;
    if (nextCursor === null) return;
    head = '';
    count += data.length;
    cursor = nextCursor;
    if (count >= mostRows) return yield formatCut(columns, count, cursor);
  }
}

async function* beginWith(first: string, rest: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  yield first;
  yield* rest;
}

/** Formats the last line of a file that does not hold all rows; as many fields as the others have. */
function formatCut(columns: Columns<never>, count: number, cursor: string): string {
  const rows = count.toLocaleString('en');
  const cut = `${CSV_CUT}: one file holds ${rows} rows, and there are more. The next one begins with cursor=${cursor}`;
  return formatCsvLine([
    cut,
    ...Object.keys(columns)
      .slice(1)
      .map(() => null),
  ]);
}

const isClientGone = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
