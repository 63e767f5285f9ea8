// A watcher one of whose tasks keeps the event loop from turning, which only tests need: calls of the path
// given, for so many ms, after their effect. Plain JavaScript: it runs beside the built service, without a build of its own.
import { createLogger } from '@punctual/engine/platform/logger';
import { runService } from '@punctual/engine/platform/run-service';
import { readConfig } from '@punctual/watcher-service/config';
import { createRegistry } from '@punctual/watcher-service/tasks/registry';
import { startWatcher } from '@punctual/watcher-service/watcher';

const [path = '', ms] = process.argv.slice(2);

function block() {
  const end = performance.now() + Number(ms);
  while (performance.now() < end);
}

await runService('watcher-service', () => {
  const config = readConfig();
  const registry = createRegistry({
    mail: { smtpUrl: config.smtpUrl, from: config.mailFrom },
    http: config.http,
    secretBox: null,
    logger: createLogger('watcher-service', config.log),
    recipients: 'any',
    findAddress: async () => null,
    noteMail: () => {},
    withinQuotas: (execute) => execute,
    renderer: { render: async (task) => ({ task }) },
  });
  /** @type {typeof registry.execute} */
  const execute = async (task, context) => {
    const outcome = await registry.execute(task, context);
    if (task.type === 'http' && task.url.endsWith(path)) block();
    return outcome;
  };
  return startWatcher(config, { registry: { ...registry, execute } });
});
