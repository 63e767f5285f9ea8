import { once } from 'node:events';
import { connect } from 'node:net';
import { useApi } from '@punctual/testing/api/api';
import { expect, test } from 'vitest';

const byDefault = useApi();
const chosen = useApi({ env: { HTTP_KEEP_ALIVE_MS: '120000' } });

/** Reads the head of an answer from a socket that stays open. */
async function headFrom(url: string): Promise<string> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const [head] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return head.toString();
}

test('an idle connection is kept longer than a balancer keeps it: no proxy sends to one that is just closed', async () => {
  const head = await headFrom(byDefault.url);
  expect(head).toMatch(/^HTTP\/1\.1 200/);
  expect(head).toMatch(/^Keep-Alive: timeout=65\r$/m);
});

test('an idle connection is kept as long as HTTP_KEEP_ALIVE_MS says', async () => {
  expect(await headFrom(chosen.url)).toMatch(/^Keep-Alive: timeout=120\r$/m);
});
