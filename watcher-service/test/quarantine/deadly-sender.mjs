/** Does what the data of a log task says: the sender of a child in quarantine, for tests. */
export function createSender() {
  const said = (kind, code = null) => ({ kind, code, error: null, response: report() });
  const report = () => JSON.stringify({ pid: process.pid, env: Object.keys(process.env) });
  const acts = {
    die: () => process.kill(process.pid, 'SIGKILL'),
    abort: () => process.abort(),
    exit: () => process.exit(7),
    later: () => setImmediate(() => JSON.parse('{')),
    spin: () => {
      for (;;);
    },
  };
  return {
    send({ data: { does } }, { signal }) {
      if (does === 'fail') return Promise.resolve(said('retry', 'EFAIL'));
      if (does === 'throw') return Promise.reject(new Error('A fault of ours.'));
      if (does === 'work') return Promise.resolve(said('completed'));
      acts[does]?.();
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => resolve(said('retry', 'TIMEOUT'))),
      );
    },
  };
}
