import { runService } from '@punctual/shared/platform/run-service';
import { readConfig } from './config.ts';
import { startScheduler } from './scheduler.ts';

// async: wrong settings are then a start that fails, not an error that nobody catches.
await runService('scheduler-service', async () => startScheduler(readConfig()));
