import { Worker } from 'node:worker_threads';
import { timeoutReason } from '@punctual/contracts/with-deadline';
import type { Outcome } from '../../tasks/executor.ts';
import { Resources } from '../../tasks/resources.ts';
import type { Send, SenderSettings } from '../../tasks/sender.ts';
import { type FromChild, fromPlain, type Order, type ToChild } from './messages.ts';

// The entry of a child process in quarantine: it carries out one task, answers how it ended, and is gone. It has no
// database, no Redis and no settings but those that its worker sends; the argument is a module of a test.
const [, , senderModule = '../../tasks/sender.js'] = process.argv;

interface SenderModule {
  createSender(settings: SenderSettings): { send: Send };
}

const timeIsUp = new AbortController();
let send: Send | undefined;

// Signals to a group of processes are for the worker, which then says when its children end.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
process.on('disconnect', () => process.exit());
process.on('message', (message: ToChild) => {
  if (message.kind === 'settings') void prepare(fromPlain(message.settings));
  if (message.kind === 'order') void carryOut(message.order);
  if (message.kind === 'timeUp') timeIsUp.abort(timeoutReason());
});

async function prepare(settings: SenderSettings): Promise<void> {
  const { createSender } = (await import(senderModule)) as SenderModule;
  send = createSender(settings).send;
  answer({ kind: 'ready' });
}

async function carryOut({ task, context, lifeMs }: Order): Promise<void> {
  const workerData = { parent: process.ppid, lifeMs };
  new Worker(new URL('./watchdog.js', import.meta.url), { workerData }).unref();
  if (!send) throw new Error('A task came before the settings.');
  // What the task opens ends with this process.
  const whole = { ...context, signal: timeIsUp.signal, resources: new Resources() };
  const outcome = await send(task, whole).catch(failed);
  answer({ kind: 'outcome', outcome }, () => process.exit());
}

/** An error that a task throws is a fault of ours, and no death: this process goes on. */
const failed = (error: unknown): Outcome => ({
  kind: 'retry',
  code: 'INTERNAL',
  error: error instanceof Error ? error.message : String(error),
  response: null,
});

function answer(message: FromChild, sent?: () => void): void {
  process.send?.(message, undefined, undefined, sent);
}
