import { parseArgs } from 'node:util';
import { startEmbeddedMongo } from './server.ts';

const DEFAULT_PORT = '27017';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, port: { type: 'string', default: DEFAULT_PORT } },
  });
  if (!values.data) throw new Error('Say where to keep the data: --data DIR [--port N]');
  const server = await startEmbeddedMongo({ dataDir: values.data, port: Number(values.port) });
  const stop = () => void server.close().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  console.log('Punctual embedded database, for trying out, development and tests; not for production.');
  console.log(`listening on ${server.uri}`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
