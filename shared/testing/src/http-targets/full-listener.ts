import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/** Listens in a thread that is stopped for ever: what connects waits in the kernel, and soon not even there. */
const THREAD = `
const { parentPort } = require('node:worker_threads');
const server = require('node:net').createServer();
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
});
`;
/** A queue of length 1 takes one more than its length. */
const FILLING = 2;

/** Starts a listener whose queue is full: a connection to it is neither made nor refused. */
export async function startFullListener(): Promise<{ port: number; stop(): Promise<void> }> {
  const thread = new Worker(THREAD, { eval: true });
  const [port] = (await once(thread, 'message')) as [number];
  const fillers: Socket[] = [];
  for (let i = 0; i < FILLING; i += 1) {
    const filler = connect(port, '127.0.0.1');
    await once(filler, 'connect');
    fillers.push(filler);
  }
  return {
    port,
    async stop() {
      for (const filler of fillers) filler.destroy();
      await thread.terminate();
    },
  };
}
