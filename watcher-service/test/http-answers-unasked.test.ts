import type { Socket } from 'node:net';
import { caller } from '@punctual/testing/http-targets/caller';
import { answering, type RawPeer, startRawPeer } from '@punctual/testing/http-targets/raw-peer';
import { afterEach, describe, expect, it } from 'vitest';

const { call } = caller();
let peer: RawPeer;
afterEach(() => peer.stop());

/** Calls a peer that speaks so. */
async function callPeer(speak: (socket: Socket) => void) {
  peer = await startRawPeer(speak);
  return call(`http://127.0.0.1:${peer.port}/`);
}

const UPGRADE = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';

describe('An answer that was not asked for', () => {
  it('101 ends the attempt at once, as FAILED, and its connection is closed', async () => {
    expect(await callPeer(answering(UPGRADE))).toMatchObject({
      kind: 'failed',
      code: 101,
      error: 'The server answered 101 Switching Protocols, which was not asked for.',
      response: null,
      timings: { answeredMs: expect.any(Number) },
    });
    await peer.allClosed();
  });

  it('1xx responses without end are given up after 64 KiB', async () => {
    const pour = (socket: Socket) => {
      const more = () => {
        while (!socket.destroyed && socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'));
      };
      socket.once('data', more).on('drain', more);
    };
    expect(await callPeer(pour)).toMatchObject({ kind: 'failed', code: 'ENDLESS_ANSWER' });
    await peer.allClosed();
    expect(peer.sockets[0]?.bytesWritten).toBeLessThan(16 * 1_024 ** 2);
  });

  it('a few 1xx responses before an answer are no fault', async () => {
    const hint = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n';
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
    expect(await callPeer(answering(hint.repeat(3) + answer))).toMatchObject({ code: 200, response: 'ok' });
  });

  it('the end of the connection without any answer is a connection that was cut', async () => {
    const hangUp = (socket: Socket) => void socket.once('data', () => socket.end());
    expect(await callPeer(hangUp)).toMatchObject({ kind: 'retry', code: 'ECONNRESET', undelivered: false });
  });
});
