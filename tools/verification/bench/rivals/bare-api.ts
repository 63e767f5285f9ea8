import { fileURLToPath } from 'node:url';
import { startProcess } from '@punctual/start/system/processes';
import type { Site } from '../../support/measuring/site.ts';

const SERVER = fileURLToPath(new URL('./bare-api-server.js', import.meta.url));
const LISTENING = /listening on (\d+)/;

/** The least that could answer the same request from the same database, as a process of its own. */
export async function startBareApi({
  uri,
  secret,
}: Site): Promise<{ url: string; stop(): Promise<unknown> }> {
  const args = [SERVER, uri, secret];
  const server = startProcess({ name: 'bare-api', command: process.execPath, args });
  const [, port] = await server.waitForLog(LISTENING, { deadlineMs: 20_000 });
  return { url: `http://127.0.0.1:${port}`, stop: () => server.stop() };
}
