import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runStack } from './run-stack.ts';
import { ROOT } from './system/paths.ts';

// What is set in the shell wins over the file.
const settingsFile = join(ROOT, '.env');
if (existsSync(settingsFile)) process.loadEnvFile(settingsFile);

process.exit(await runStack(process.argv[2] === 'dev' ? 'dev' : 'start'));
