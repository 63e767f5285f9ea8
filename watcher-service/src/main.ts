import { runService } from '@punctual/engine/platform/run-service';

// Wrong settings are a start that fails, not an error that nobody catches; and what is traced is loaded last.
await runService('watcher-service', async () => {
  const [{ readConfig }, { startWatcher }] = await Promise.all([
    import('./config.ts'),
    import('./watcher.ts'),
  ]);
  return startWatcher(readConfig());
});
