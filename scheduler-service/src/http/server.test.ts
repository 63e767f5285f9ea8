import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createHttpServer, drain, listen } from './server.ts';

/** A server that leaves its answers to the test, and a client that asks on one connection. */
async function oneConnection() {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const heard = text(socket);
  const ask = async (path: string) => {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    return response;
  };
  return { server, ask, heard };
}

test('draining a server: a request under way is answered, and its connection ends then', async () => {
  const { server, ask, heard } = await oneConnection();
  const response = await ask('/first');
  const drained = drain(server);
  response.end('late, but here');
  await drained;
  expect(await heard).toContain('late, but here');
});

test('draining a server: a connection on which nothing was asked does not hold it open', async () => {
  const server = createHttpServer(65_000);
  const socket = connect(await listen(server, 0, '127.0.0.1'), '127.0.0.1');
  await once(server, 'connection');
  await drain(server);
  expect(await text(socket)).toBe('');
});

test('draining a server: a client that goes on asking on its connection is told to close it', async () => {
  const { server, ask, heard } = await oneConnection();
  const first = await ask('/first');
  const drained = drain(server);
  const second = await ask('/second');
  first.end();
  second.end();
  await drained;
  expect((await heard).match(/^Connection: .*$/gm)).toEqual(['Connection: keep-alive', 'Connection: close']);
});
