import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import { answerCsv } from './csv-answer.ts';

const PAGES = 100_000;

/** Serves a list that goes on for very long without a row; says how many pages were read, and when the answer is over. */
async function serveEmpty() {
  let reads = 0;
  let end = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  const read = async () => {
    reads += 1;
    await turn();
    return { data: [], nextCursor: reads < PAGES ? String(reads) : null };
  };
  const app = express().get('/', async (_request, response) => {
    await answerCsv(response, { name: 'runs', columns: { id: () => '' }, cursor: undefined, read });
    end();
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, over, reads: () => reads };
}

it('a file without a row is read no further when its client has gone', async () => {
  const { url, over, reads } = await serveEmpty();
  const leaving = new AbortController();
  await fetch(url, { signal: leaving.signal });
  leaving.abort();
  await over;
  const read = reads();
  for (let i = 0; i < 50; i += 1) await turn();
  expect(reads() - read).toBeLessThanOrEqual(1);
});
