import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api } from '@punctual/testing/api/api';
import mongoose from 'mongoose';
import { expect, test } from 'vitest';

const openConnections = () => mongoose.connections.filter(({ readyState }) => readyState === 1).length;

test('a failed start: where the port is taken, the error says so and every connection is closed again', async () => {
  const other = createServer();
  await once(other.listen(0), 'listening');
  const { port } = other.address() as AddressInfo;
  const before = openConnections();
  const api = new Api({ env: { SCHEDULER_PORT: String(port) } });
  await expect(api.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(openConnections()).toBe(before);
  other.close();
});
