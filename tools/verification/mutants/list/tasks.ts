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
  {
    out: 'a private address is refused when a job is saved',
    file: 'scheduler-service/src/jobs/check-task.ts',
    from: 'if (known.length > 0 && !known.some((address) => mayCallAddress(networks, address)))',
    to: 'if (known.length > 99 && !known.some((address) => mayCallAddress(networks, address)))',
    test: 'scheduler-service/test/allowed-networks.test.ts',
    title: '%s is not public, and refused with one and the same sentence',
  },
  {
    out: 'networks that the operator has closed are not called',
    file: 'shared/contracts/src/tasks/address.ts',
    from: '!denied.some((network) => isInNetwork(address, network)) &&',
    to: 'denied.length >= 0 &&',
    test: 'shared/contracts/src/tasks/address.test.ts',
    title: '%s, with %j opened and %j closed: %j',
  },
  {
    out: 'the agent of Azure is not public',
    file: 'shared/contracts/src/tasks/address.ts',
    from: "!== 'unicast' || text === AZURE_AGENT)",
    to: "!== 'unicast' || text === 'AZURE_AGENT')",
    test: 'shared/contracts/src/tasks/address.test.ts',
    title: 'http://%s/ is not public',
  },
  {
    out: 'an email is sent only to whom jobs may write when it is sent',
    file: 'watcher-service/src/tasks/email/allowed-recipients.ts',
    from: 'if (!refused) return execute(task, context);',
    to: "if (refused?.address !== '') return execute(task, context);",
    test: 'watcher-service/test/allowed-recipients.test.ts',
    title: 'sends to the address that its owner has now, and to no other, however its job was saved: %j',
  },
];
