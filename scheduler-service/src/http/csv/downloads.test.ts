import { once } from 'node:events';
import { get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '@punctual/engine/platform/logger';
import express from 'express';
import { Types } from 'mongoose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Concurrency } from '../../limits/concurrency.ts';
import type { Caller } from '../caller.ts';
import { Downloads } from './downloads.ts';

/** More than the buffers of a connection hold. */
const WIDE = 'x'.repeat(20_000);
const PAGE = 100;
const ENDLESS = Number.MAX_SAFE_INTEGER;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Serves a list of so many rows to whoever the path names, in two places for requests and four for files. */
async function serve({ rows = ENDLESS, failsAt = -1 } = {}) {
  const [requests, files] = [new Concurrency(2), new Concurrency(4)];
  const open = new Set<() => void>();
  const logger = { error: vi.fn() };
  const add = (_: Caller, end: () => void) => {
    open.add(end);
    return () => void open.delete(end);
  };
  const downloads = new Downloads(files, { add }, logger as unknown as Logger);
  const ids = new Map<string, Types.ObjectId>();
  const read = async (cursor: string | undefined) => {
    const from = Number(cursor ?? 0);
    if (from === failsAt) throw new Error('The database has gone.');
    const data = Array.from({ length: Math.min(PAGE, rows - from) }, (_, n) => from + n);
    return { data, nextCursor: from + PAGE < rows ? String(from + PAGE) : null };
  };
  const table = {
    name: 'rows',
    columns: { id: (id: number) => id, text: () => WIDE },
    cursor: undefined,
    read,
  };
  const app = express().get('/:who', async (request, response) => {
    Object.assign(request, { context: { id: 'request' } });
    const userId = ids.get(request.params.who) ?? new Types.ObjectId();
    ids.set(request.params.who, userId);
    const call = { caller: { userId } as Caller, request, response };
    await requests
      .run(userId.toHexString(), () => downloads.answer(call, table))
      .catch((error) => response.status(error.status ?? 500).end());
  });
  server = app.listen(0);
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { requests, files, open, logger, take: (who: string) => begin(`${url}/${who}`) };
}

/** Begins to take a file, and takes no more of it. */
const begin = async (url: string): Promise<IncomingMessage> => {
  const [response] = (await once(get(url), 'response')) as [IncomingMessage];
  return response.on('error', () => {}).pause();
};

const closed = (response: IncomingMessage) => new Promise((resolve) => response.on('close', resolve));

describe('a file that is taken slowly', () => {
  it('holds no place of other requests', async () => {
    const { requests, files, take } = await serve();
    expect((await take('ana')).statusCode).toBe(200);
    await expect.poll(() => requests.underWay).toBe(0);
    expect(files.underWay).toBe(1);
  });

  it('leaves files to other accounts, however many its own would be', async () => {
    const { take } = await serve();
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await take('ana')).statusCode);
    expect(statuses).toEqual([200, 200, 429, 429, 429]);
    expect((await take('bob')).statusCode).toBe(200);
  });

  it('gives its place back when its client goes', async () => {
    const { files, open, take } = await serve();
    (await take('ana')).destroy();
    await expect.poll(() => files.underWay).toBe(0);
    expect(open.size).toBe(0);
  });

  it('ends with the login that it was asked for with', async () => {
    const { files, open, take } = await serve();
    const response = await take('ana');
    await expect.poll(() => open.size).toBe(1);
    for (const end of open) end();
    response.resume();
    await closed(response);
    expect(response.complete).toBe(false);
    await expect.poll(() => files.underWay).toBe(0);
  });
});

describe('a file', () => {
  it('is watched until it is whole, and no longer', async () => {
    const { files, open, take } = await serve({ rows: 150 });
    const response = (await take('ana')).resume();
    await once(response, 'end');
    await expect.poll(() => files.underWay).toBe(0);
    expect([response.complete, open.size]).toEqual([true, 0]);
  });

  it('that cannot be begun is refused as any request', async () => {
    const { logger, take } = await serve({ failsAt: 0 });
    expect((await take('ana')).statusCode).toBe(500);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('that fails on its way is broken off, and the log says so', async () => {
    const { logger, take } = await serve({ rows: 250, failsAt: 200 });
    const response = (await take('ana')).resume();
    await closed(response);
    expect(response.complete).toBe(false);
    expect(logger.error).toHaveBeenCalledOnce();
  });
});
