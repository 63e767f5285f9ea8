import { runService } from '@punctual/engine/platform/run-service';

// Imported here: wrong settings are then a start that fails, not an uncaught error, and traced modules are loaded after tracing has started.
await runService('scheduler-service', async () => {
  const [{ readConfig }, { startScheduler }] = await Promise.all([
    import('./config.ts'),
    import('./scheduler.ts'),
  ]);
  return startScheduler(readConfig());
});
