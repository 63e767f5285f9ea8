import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { quietLogger } from '@punctual/testing/engine/redis';
import { expect, it, onTestFinished, vi } from 'vitest';
import { callOutsideMonitor } from './outside-monitor.ts';

/** A monitor elsewhere, which notes its calls. */
async function aMonitor() {
  const calls: string[] = [];
  const server = http.createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    response.end('ok');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { calls, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping` };
}

it('the monitor elsewhere is called while all is well, and is not while something is wrong', async () => {
  const { calls, url } = await aMonitor();
  const isWell = vi.fn(() => false);
  await callOutsideMonitor(url, isWell, quietLogger).stop();
  const whileWrong = callOutsideMonitor(url, isWell, quietLogger);
  await vi.waitFor(() => expect(isWell).toHaveBeenCalled());
  await whileWrong.stop();
  expect(calls).toEqual([]);
  const whileWell = callOutsideMonitor(url, () => true, quietLogger);
  await vi.waitFor(() => expect(calls).toEqual(['GET /ping']));
  await whileWell.stop();
});
