import { workerData } from 'node:worker_threads';

// Runs in a thread of its own beside a task in quarantine: it ends the process when its worker is gone, or after so
// long. A task that keeps the main thread busy for ever hears of neither.
const LOOK_EVERY_MS = 500;
const { parent, lifeMs } = workerData as { parent: number; lifeMs: number };
const end = () => process.kill(process.pid, 'SIGKILL');

setTimeout(end, lifeMs);
setInterval(() => {
  // The system gives an orphan another parent.
  if (process.ppid !== parent) end();
}, LOOK_EVERY_MS);
