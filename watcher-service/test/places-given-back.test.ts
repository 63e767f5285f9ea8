import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Task } from '@punctual/contracts/tasks/task';
import { quietLogger } from '@punctual/testing/engine/redis';
import { settingsWith } from '@punctual/testing/http-targets/caller';
import { startFullListener } from '@punctual/testing/http-targets/full-listener';
import { answering, type RawPeer, startRawPeer } from '@punctual/testing/http-targets/raw-peer';
import { beginAttempt } from '@punctual/testing/watcher/attempt-rig';
import { SMTP_POINTS, type SmtpPoint, smtpUntil } from '@punctual/testing/watcher/stopping-smtp';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { httpExecutor } from '../src/tasks/http/http.ts';
import { createRegistry } from '../src/tasks/registry.ts';

const SOON = { timeout: 10_000, interval: 5 };
const from = 'Punctual <punctual@example.com>';
const registryFor = (port: number, scheme = 'smtp') =>
  createRegistry({
    mail: { smtpUrl: `${scheme}://me:secret@127.0.0.1:${port}`, from },
    http: settingsWith(),
    secretBox: null,
    logger: quietLogger,
    recipients: 'any',
    findAddress: async () => null,
    noteMail: () => {},
    withinQuotas: (execute) => execute,
    renderer: { render: async (task) => ({ task }) },
  });

const aCall = (port: number, scheme = 'http'): Task => ({
  type: 'http',
  url: `${scheme}://127.0.0.1:${port}/`,
  method: 'GET',
  expectStatus: '2xx',
});
const aMail: Task = { type: 'email', to: ['ana@example.com'], subject: 'Hello', text: 'Hello' };

/** Counts the sockets of this process that are open or about to be. */
const openSockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

let peer: RawPeer;
afterEach(() => peer?.stop());

/** Begins an attempt, lets its time pass when its peer has stopped, and returns how it ended once all is closed. */
async function stoppedAt(task: Task, reached: () => unknown, registry = registryFor(peer.port)) {
  const before = openSockets();
  const attempt = beginAttempt(registry, task);
  await reached();
  collectGarbage();
  attempt.passDeadline();
  const transition = await attempt.ended;
  await vi.waitFor(() => expect(openSockets()).toBeLessThanOrEqual(before), SOON);
  registry.close();
  return transition;
}

/** Texts after which a peer says nothing more. */
const HTTP_POINTS: [string, string][] = [
  ['before the status line', ''],
  ['in the status line', 'HTTP/1.1 20'],
  ['in the headers', 'HTTP/1.1 200 OK\r\nServer: x'],
  ['after a 1xx response', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ['in the body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'],
  ['in a body of unknown length', 'HTTP/1.1 200 OK\r\n\r\nhalf'],
  ['in a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf'],
  ['in the trailers', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n0\r\nX-A: 1\r\n'],
];
const TIMED_OUT = { change: 'retry', attempt: { outcome: 'RETRY', code: 'TIMEOUT' } };

describe('a call gives its place back at its deadline, and no connection is left, when its peer stops', () => {
  it.each(HTTP_POINTS)('%s', async (_, text) => {
    const written = vi.fn();
    peer = await startRawPeer((socket) => socket.once('data', () => socket.write(text, written)));
    const reached = () => vi.waitFor(() => expect(written).toHaveBeenCalled(), SOON);
    expect(await stoppedAt(aCall(peer.port), reached)).toMatchObject(TIMED_OUT);
    await peer.allClosed();
  });

  it('in the handshake of TLS', async () => {
    peer = await startRawPeer();
    expect(await stoppedAt(aCall(peer.port, 'https'), () => peer.received(1))).toMatchObject(TIMED_OUT);
    await peer.allClosed();
  });

  it('before the connection is made', async () => {
    const listener = await startFullListener();
    const connecting = () =>
      vi.waitFor(() => expect(process.getActiveResourcesInfo()).toContain('ConnectWrap'), SOON);
    const registry = registryFor(listener.port);
    expect(await stoppedAt(aCall(listener.port), connecting, registry)).toMatchObject(TIMED_OUT);
    await listener.stop();
  });

  it('before its name is looked up', async () => {
    const resolve = vi.fn(() => new Promise<never>(() => {}));
    const { execute, close } = httpExecutor(settingsWith(), { resolve });
    const registry = { execute: execute as ReturnType<typeof createRegistry>['execute'], close };
    const asked = () => vi.waitFor(() => expect(resolve).toHaveBeenCalled(), SOON);
    const task = { ...aCall(1), url: 'http://example.test/' } as Task;
    expect(await stoppedAt(task, asked, registry)).toMatchObject(TIMED_OUT);
  });
});

describe('a call needs no deadline', () => {
  it('where its peer answers 101: it ends at once', async () => {
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
    peer = await startRawPeer(answering(upgrade));
    const { ended } = beginAttempt(registryFor(peer.port), aCall(peer.port));
    expect(await ended).toMatchObject({ change: 'fail', attempt: { code: 101 } });
    await peer.allClosed();
  });

  it('where its peer answers and keeps the connection open after the end', async () => {
    peer = await startRawPeer(
      answering('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok'),
    );
    const { ended } = beginAttempt(registryFor(peer.port), aCall(peer.port));
    expect(await ended).toMatchObject({ change: 'complete' });
    await peer.allClosed();
  });
});

const undeliveredAt = (point: SmtpPoint) => point !== '.';

describe('an email gives its place back at its deadline, and no connection is left, when its server stops', () => {
  it.each(SMTP_POINTS)('before its answer to %s', async (point) => {
    const stop = vi.fn();
    peer = await startRawPeer(smtpUntil(point, stop));
    const reached = () => vi.waitFor(() => expect(stop).toHaveBeenCalled(), SOON);
    const transition = await stoppedAt(aMail, reached);
    expect(transition).toMatchObject(TIMED_OUT);
    expect(transition?.attempt?.error?.includes('may have been delivered')).toBe(!undeliveredAt(point));
    await peer.allClosed();
    expect(peer.sockets).toHaveLength(1);
  });

  it('in the handshake of TLS', async () => {
    peer = await startRawPeer();
    const registry = registryFor(peer.port, 'smtps');
    expect(await stoppedAt(aMail, () => peer.received(1), registry)).toMatchObject(TIMED_OUT);
    await peer.allClosed();
  });

  it('before the connection is made', async () => {
    const listener = await startFullListener();
    const connecting = () =>
      vi.waitFor(() => expect(process.getActiveResourcesInfo()).toContain('ConnectWrap'), SOON);
    expect(await stoppedAt(aMail, connecting, registryFor(listener.port))).toMatchObject(TIMED_OUT);
    await listener.stop();
  });
});

describe('an email whose server closes the connection', () => {
  it.each(SMTP_POINTS)('instead of its answer to %s has made one connection', async (point) => {
    peer = await startRawPeer(smtpUntil(point, (socket) => void socket.end()));
    const registry = registryFor(peer.port);
    const transition = await beginAttempt(registry, aMail, 'at-most-once').ended;
    const may = { change: 'retry', attempt: { outcome: 'RETRY' } };
    const mayNot = { change: 'giveUp', reason: 'UNKNOWN_OUTCOME' };
    expect(transition).toMatchObject(undeliveredAt(point) ? may : mayNot);
    expect(transition?.attempt?.error?.includes('may have been delivered')).toBe(!undeliveredAt(point));
    await peer.allClosed();
    expect(peer.sockets).toHaveLength(1);
  });
});

describe('the next email', () => {
  it('goes over the connection that the one before has left open', async () => {
    peer = await startRawPeer(smtpUntil('the end', () => {}));
    const registry = registryFor(peer.port);
    for (let i = 0; i < 3; i += 1)
      expect(await beginAttempt(registry, aMail).ended).toMatchObject({ change: 'complete' });
    expect(peer.sockets).toHaveLength(1);
    registry.close();
    await peer.allClosed();
  });

  it('goes over a new one where the server closes that one instead of an answer', async () => {
    peer = await startRawPeer((socket) => {
      smtpUntil('the end', () => {})(socket);
      // Closes at the first word after a message.
      socket.on('data', (text) => {
        if (String(text).endsWith('\r\n.\r\n')) socket.once('data', () => socket.destroy());
      });
    });
    const registry = registryFor(peer.port);
    for (let i = 0; i < 2; i += 1)
      expect(await beginAttempt(registry, aMail, 'at-most-once').ended).toMatchObject({ change: 'complete' });
    expect(peer.sockets).toHaveLength(2);
    registry.close();
  });
});

describe('a task of any kind', () => {
  it('log ends at once', async () => {
    const registry = registryFor(1);
    expect(await beginAttempt(registry, { type: 'log', data: 1 }).ended).toMatchObject({
      change: 'complete',
    });
  });

  it('whose executor never settles gives its place back at its deadline', async () => {
    const execute = vi.fn(() => new Promise<never>(() => {}));
    const attempt = beginAttempt({ execute }, { type: 'log', data: 1 });
    await vi.waitFor(() => expect(execute).toHaveBeenCalled(), SOON);
    attempt.passDeadline();
    expect(await attempt.ended).toMatchObject(TIMED_OUT);
  });
});
