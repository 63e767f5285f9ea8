import { once } from 'node:events';
import { get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { beginCsv } from './csv-answer.ts';

const PAGE = 100;
/** More than the buffers of a connection hold. */
const WIDE = 'x'.repeat(20_000);

interface Row {
  id: number;
}

let server: Server | undefined;
afterEach(() => server?.close());

/** Serves a list of so many rows, or of pages that hold none of them; `reads` counts its pages. */
async function serve(
  rows: number,
  { text = 'x', mostRows = 1_000_000, failsAt = -1, isFiltered = false } = {},
) {
  const table = { reads: 0, ended: null as Promise<void> | null, response: null as Response | null };
  const read = async (cursor: string | undefined) => {
    const from = Number(cursor ?? 0);
    table.reads += 1;
    if (from === failsAt) throw new Error('The database has gone.');
    const length = isFiltered ? 0 : Math.min(PAGE, rows - from);
    const data: Row[] = Array.from({ length }, (_, n) => ({ id: from + n }));
    await new Promise((resolve) => setImmediate(resolve));
    return { data, nextCursor: from + PAGE < rows ? String(from + PAGE) : null };
  };
  const columns = { id: ({ id }: Row) => id, text: () => text };
  const answer = async (response: Response, cursor?: string) => {
    const send = await beginCsv(response, { name: 'rows', columns, cursor, read }, mostRows);
    await send();
  };
  const app = express().get('/', (request, response) => {
    table.response = response;
    table.ended = answer(response, request.query.cursor as string | undefined);
    table.ended.catch(() => response.destroy());
  });
  server = app.listen(0);
  await once(server, 'listening');
  return { table, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** Lets everything happen that waits for nothing but its turn. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const open = async (url: string): Promise<IncomingMessage> => {
  const [response] = (await once(get(url), 'response')) as [IncomingMessage];
  return response.pause();
};

describe('a list as CSV', () => {
  test('is answered whole, in its order, page by page', async () => {
    const { table, url } = await serve(250);
    const lines = (await (await fetch(url)).text()).split('\r\n');
    expect(lines.slice(0, 2)).toEqual(['id,text', '0,x']);
    expect(lines.slice(-2)).toEqual(['249,x', '']);
    expect([lines.length, table.reads]).toEqual([252, 3]);
  });

  test('without rows is its head', async () => {
    const { url } = await serve(0);
    expect(await (await fetch(url)).text()).toBe('id,text\r\n');
  });

  test('of more rows than one file holds says so in its last line, from where the next goes on', async () => {
    const { url } = await serve(250, { mostRows: 200 });
    const lines = (await (await fetch(url)).text()).split('\r\n');
    expect(lines.slice(-3)).toEqual([
      '199,x',
      '"Not complete: one file holds 200 rows, and there are more. The next one begins with cursor=200",',
      '',
    ]);
    expect((await (await fetch(`${url}?cursor=200`)).text()).split('\r\n')[1]).toBe('200,x');
  });

  test('of just as many rows as one file holds is complete', async () => {
    const { url } = await serve(200, { mostRows: 200 });
    expect(await (await fetch(url)).text()).not.toContain('Not complete');
  });

  test('is read no faster than the client takes it', async () => {
    const { table, url } = await serve(100_000, { text: WIDE });
    const response = await open(url);
    await vi.waitFor(() => expect(table.response?.writableNeedDrain).toBe(true));
    const { reads } = table;
    await turns();
    expect(table.reads).toBeLessThanOrEqual(reads + 1);
    expect(reads).toBeLessThan(50);
    response.destroy();
    await table.ended;
  });

  test('is read no further when the client has gone', async () => {
    const { table, url } = await serve(100_000, { text: WIDE });
    (await open(url)).destroy();
    await table.ended;
    const { reads } = table;
    await turns();
    expect(table.reads).toBeLessThanOrEqual(reads + 1);
    expect(reads).toBeLessThan(50);
  });

  test('of pages without a row is read no further either', async () => {
    const { table, url } = await serve(10_000_000, { isFiltered: true });
    (await open(url)).destroy();
    await table.ended;
    const { reads } = table;
    await turns();
    expect(table.reads).toBeLessThanOrEqual(reads + 1);
  });

  test('that fails on its way breaks off, so that nobody takes a part for the whole', async () => {
    const { url } = await serve(250, { failsAt: 200 });
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  });
});
