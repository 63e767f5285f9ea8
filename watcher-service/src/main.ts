import { runService } from '@punctual/shared/platform/run-service';
import { readConfig } from './config.ts';
import { startWatcher } from './watcher.ts';

await runService('watcher-service', () => startWatcher(readConfig()));
