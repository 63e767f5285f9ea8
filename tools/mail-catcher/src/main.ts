import { parseArgs } from 'node:util';
import { startMailCatcher } from './mail-catcher.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '.data/mail' },
    'smtp-port': { type: 'string', default: '1025' },
    'http-port': { type: 'string', default: '8025' },
    host: { type: 'string', default: '127.0.0.1' },
    'allow-host': { type: 'string', multiple: true, default: [] },
  },
});

const catcher = await startMailCatcher({
  dir: values.dir,
  smtpPort: Number(values['smtp-port']),
  httpPort: Number(values['http-port']),
  host: values.host,
  allowedHosts: values['allow-host'],
});
console.log(`mail catcher: listening on ${catcher.smtpUrl}, page at ${catcher.pageUrl}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void catcher.close());
