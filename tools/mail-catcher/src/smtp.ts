import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerEnvelope } from 'smtp-server';
import type { Envelope } from './message.ts';
import type { MessageStore } from './message-store.ts';

const LARGEST_MESSAGE_BYTES = 25 * 1024 * 1024;
const TOO_LARGE = 552;
/** Idle pooled connections of senders must not hold up the end (ms). */
const CLOSE_AFTER_MS = 200;

export interface RunningSmtp {
  port: number;
  close(): Promise<void>;
}

/** Listens for mail: any sender, any recipient, any user name and password, no TLS. */
export async function startSmtp(store: MessageStore, host: string, port: number): Promise<RunningSmtp> {
  const server = new SMTPServer({
    banner: 'Punctual mail catcher',
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: LARGEST_MESSAGE_BYTES,
    closeTimeout: CLOSE_AFTER_MS,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anybody' }),
    onData: (stream, session, callback) => {
      keep(store, stream, session.envelope).then((id) => callback(null, `kept as ${id}`), callback);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  // A sender that breaks its connection is its own affair; without a listener it would end the process.
  server.on('error', () => {});
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function keep(store: MessageStore, stream: SMTPServerDataStream, envelope: SMTPServerEnvelope) {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    if (!stream.sizeExceeded) chunks.push(chunk);
  }
  if (stream.sizeExceeded) {
    throw Object.assign(new Error('message is larger than 25 MB'), { responseCode: TOO_LARGE });
  }
  return store.add(Buffer.concat(chunks), readEnvelope(envelope));
}

function readEnvelope({ mailFrom, rcptTo }: SMTPServerEnvelope): Envelope {
  return { from: mailFrom ? mailFrom.address : '', recipients: rcptTo.map(({ address }) => address) };
}
