import { runService } from '@punctual/engine/platform/run-service';

// Settings are read inside, so that wrong ones are reported as a failed start; traced modules are loaded last.
await runService('watcher-service', async () => {
  const [{ readConfig }, { startWatcher }] = await Promise.all([
    import('./config.ts'),
    import('./watcher.ts'),
  ]);
  return startWatcher(readConfig());
});
