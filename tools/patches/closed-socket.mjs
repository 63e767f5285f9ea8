// Shows whether a mongodb driver waits without end for a command that it writes to a closed socket.
//
//   node closed-socket.mjs            the driver of this workspace
//   node closed-socket.mjs FOLDER     another one: FOLDER/lib/index.js
//
// Exit 0: the command fails at once. Exit 1: it has neither failed nor been answered after 5 s.
import { once } from 'node:events';
import net from 'node:net';
import { resolve } from 'node:path';

const DEADLINE_MS = 5_000;
const OP_MSG = 2013;

const [folder] = process.argv.slice(2);
const loaded = await import(folder ? resolve(folder, 'lib/index.js') : 'mongodb');
const { MongoClient, BSON } = loaded.default ?? loaded;

/** Answers every command as a standalone server would, which is enough for a connection and a ping. */
const hello = () => ({
  ok: 1,
  helloOk: true,
  isWritablePrimary: true,
  minWireVersion: 0,
  maxWireVersion: 21,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
});

/** @param {Buffer} request */
function answer(request) {
  const body = BSON.serialize(hello());
  const message = Buffer.alloc(21 + body.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(request.readInt32LE(4), 8);
  message.writeInt32LE(OP_MSG, 12);
  message.set(body, 21);
  return message;
}

const server = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.on('data', (request) => socket.write(answer(request)));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = /** @type {net.AddressInfo} */ (server.address());

// The sockets that the driver opens, to close them as the kernel would: at any moment.
/** @type {net.Socket[]} */
const sockets = [];
net.createConnection = new Proxy(net.createConnection, {
  apply(connect, self, args) {
    const socket = Reflect.apply(connect, self, args);
    sockets.push(socket);
    return socket;
  },
});

const client = new MongoClient(`mongodb://127.0.0.1:${port}`, {
  monitorCommands: true,
  serverApi: '1', // lets the handshake speak OP_MSG, the one message that the server above knows
  socketTimeoutMS: 1_000,
  waitQueueTimeoutMS: 1_000,
});
await client.db().command({ ping: 1 });

// The last moment before a command is written: its connection has been checked and taken.
client.on('commandStarted', () => {
  for (const socket of sockets) socket.destroy();
});
const outcome = await Promise.race([
  client
    .db()
    .command({ ping: 1 })
    .then(
      () => 'was answered',
      (/** @type {Error} */ error) => `fails at once: ${error.name}: ${error.message}`,
    ),
  new Promise((done) => setTimeout(done, DEADLINE_MS, null)),
]);
process.stdout.write(
  outcome ? `The command ${outcome}\n` : `The command hangs: no end after ${DEADLINE_MS} ms.\n`,
);
process.exit(outcome ? 0 : 1);
