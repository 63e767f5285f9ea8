import { useDatabase } from '@punctual/testing/engine/database';
import mongoose from 'mongoose';
import { expect, it } from 'vitest';

const db = useDatabase();

/** The internals of the driver that are needed to cut a connection just before a command is written to it. */
interface Inside {
  topology: { s: { servers: Map<string, { monitor: { connection: Monitoring } }> } };
}
interface Monitoring {
  socket: { destroy(): void };
  command(db: object, command: object, options: object): Promise<unknown>;
}

it('database driver: a command on a connection that was cut a moment ago fails, instead of hanging', async () => {
  const client = await new mongoose.mongo.MongoClient(db.uri).connect();
  await client.db().command({ ping: 1 });
  const [server] = (client as unknown as Inside).topology.s.servers.values();
  const connection = server?.monitor.connection as Monitoring;
  connection.socket.destroy();
  const asked = connection.command({ db: 'admin', toString: () => 'admin.$cmd' }, { hello: 1 }, {});
  await expect(asked).rejects.toThrow('socket');
  await client.close();
});
