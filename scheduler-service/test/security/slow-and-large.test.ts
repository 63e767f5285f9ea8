import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { useApi } from '@punctual/testing/api/api';
import { bytes } from '@punctual/testing/api/client';
import { aJob } from '@punctual/testing/api/job-drafts';
import { describe, expect, onTestFinished, test } from 'vitest';

const api = useApi();
const JSON_TYPE = { 'content-type': 'application/json' };

/** Begins a request and does not come to its end. */
async function beginning(head: string): Promise<Socket> {
  const { hostname, port } = new URL(api.url);
  const socket = connect(Number(port), hostname);
  // What the service does with it in the end is not the matter here.
  socket.on('error', () => socket.destroy());
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write(head);
  return socket;
}

describe('what is too large is refused', () => {
  test('a body of 1 MB: 413', async () => {
    const error = await api.ana.refused('POST', '/users/jobs', bytes(' '.repeat(1_000_000)), JSON_TYPE);
    expect(error).toMatchObject({ status: 413, code: 'TOO_LARGE' });
  });

  test('a page of 1e9: 422', async () => {
    expect(await api.ana.refused('GET', '/users/jobs?limit=1e9')).toMatchObject({
      paths: ['limit'],
      status: 422,
    });
  });
});

describe('two hundred clients that never finish', () => {
  test.each([
    ['their headers', 'GET /users/jobs HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    [
      'their bodies',
      'POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n{',
    ],
  ])('%s hold up nobody else', async (_, head) => {
    const sockets = await Promise.all(Array.from({ length: 200 }, () => beginning(head)));
    expect((await api.nobody.get('/health')).status).toBe(200);
    expect((await api.ana.post('/users/jobs', aJob())).status).toBe(201);
    expect(sockets.filter(({ destroyed }) => destroyed)).toHaveLength(0);
  });
});
