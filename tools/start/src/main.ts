import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runStack } from './run-stack.ts';
import { ROOT } from './system/paths.ts';

// What is set in the shell wins over the file.
const settingsFile = join(ROOT, '.env');
if (existsSync(settingsFile)) process.loadEnvFile(settingsFile);

// Mail, logs and the database are for the owner of the data folder alone, here and in the services.
process.umask(0o077);

process.exit(await runStack(process.argv[2] === 'dev' ? 'dev' : 'start'));
