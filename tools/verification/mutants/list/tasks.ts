import type { Mutant } from '../mutant.ts';

/** Jobs: the addresses that they may call, and at whose cost. */
export const TASKS: Mutant[] = [
  {
    out: 'lookups are shared among owners',
    file: 'watcher-service/src/tasks/http/lookups.ts',
    from: 'new FairSemaphore(atOnce)',
    to: 'new FairSemaphore(atOnce * 100)',
    test: 'watcher-service/test/http-task-hosts.test.ts',
    title:
      'are looked up for one although the names of the other get no answer, until the resolver gives them up',
  },
  {
    out: 'hosts are counted per owner',
    file: 'watcher-service/src/tasks/http/host-limits.ts',
    from: '`${ownerId} ${origin}`',
    to: '`${origin}`',
    test: 'watcher-service/test/http-task-hosts.test.ts',
    title: 'has a place for one although the calls of the other take all of theirs',
  },
  {
    out: 'the connected address is judged',
    file: 'watcher-service/src/tasks/http/http-client.ts',
    from: "if (!this.#mayUseAddress(socket.remoteAddress ?? '')) refuse();",
    to: 'if (!socket) refuse();',
    test: 'watcher-service/test/http-task-addresses.test.ts',
    title: 'without its being found out before a byte is written, should all else fail',
  },
];
