import { runService } from '@punctual/engine/platform/run-service';

// Wrong settings are a start that fails, not an error that nobody catches; and what is traced is loaded last.
await runService('scheduler-service', async () => {
  const [{ readConfig }, { startScheduler }] = await Promise.all([
    import('./config.ts'),
    import('./scheduler.ts'),
  ]);
  return startScheduler(readConfig());
});
