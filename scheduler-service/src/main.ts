import { runService } from '@punctual/shared/platform/run-service';
import { readConfig } from './config.ts';
import { startScheduler } from './scheduler.ts';

await runService('scheduler-service', () => startScheduler(readConfig()));
