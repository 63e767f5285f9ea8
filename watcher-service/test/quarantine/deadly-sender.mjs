/** @import { Send } from '../../src/tasks/sender.ts' */
/** @import { Outcome } from '../../src/tasks/executor.ts' */

/** @type {Record<string, () => void>} */
const ACTS = {
  die: () => process.kill(process.pid, 'SIGKILL'),
  abort: () => process.abort(),
  exit: () => process.exit(7),
  later: () => setImmediate(() => JSON.parse('{')),
  spin: () => {
    for (;;);
  },
};

/** @type {(kind: Outcome['kind'], code?: string) => Outcome} */
const ended = (kind, code) => {
  const response = JSON.stringify({ pid: process.pid, env: Object.keys(process.env) });
  return { kind, code: code ?? null, error: null, response };
};

/** @type {Send} */
const send = async (task, { signal }) => {
  const does = task.type === 'log' ? String(Object(task.data).does) : '';
  if (does === 'fail') return ended('retry', 'EFAIL');
  if (does === 'throw') throw new Error('A fault of ours.');
  if (does === 'work') return ended('completed');
  ACTS[does]?.();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(ended('retry', 'TIMEOUT'))));
};

/** Does what the data of a log task says: the sender of a child in quarantine, for tests. */
export const createSender = () => ({ send });
