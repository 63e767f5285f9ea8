import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { withTimeout } from '@punctual/engine/platform/with-timeout';
import type { Outcome } from '../../tasks/executor.ts';
import { convertAbortToOutcome, failure, isTimeUp } from '../../tasks/failure.ts';
import type { Send, SenderSettings } from '../../tasks/sender.ts';
import { type FromChild, type Order, type ToChild, toPlain } from './messages.ts';

/** A child is started within this (ms), or something is wrong with the machine. */
const START_MS = 15_000;
/** After its deadline a child has this long to say how far it came (ms); then it is killed. */
const GRACE_MS = 500;
/** A child whose worker stands still ends itself this long after the deadline (ms). */
const OVERDUE_MS = 5_000;
/** Memory for objects (MB): a task that eats up all of it dies long before the machine is in need. */
const FLAGS = ['--max-semi-space-size=4', '--max-old-space-size=256'];

/** The built entry: also for a service that tests run from its source. */
const ENTRY = fileURLToPath(
  import.meta.url.endsWith('.ts')
    ? new URL('../../../dist/work/quarantine/child-main.js', import.meta.url)
    : new URL('./child-main.js', import.meta.url),
);

/** Starts the children of a worker. */
export class Children {
  readonly #settings: SenderSettings;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #arguments: string[];

  /**
   * @param environment all that is in the environment of a child
   * @param senderModule a module of a test that sends instead; it is named in code only, never by a setting
   */
  constructor(
    settings: SenderSettings,
    environment: Readonly<Record<string, string>>,
    senderModule?: string,
  ) {
    this.#settings = settings;
    this.#environment = environment;
    this.#arguments = senderModule ? [senderModule] : [];
  }

  /** Starts a child that is ready for its task. @throws when it does not come up */
  async start(): Promise<Child> {
    const child = new Child(
      fork(ENTRY, this.#arguments, {
        env: this.#environment,
        execArgv: FLAGS,
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      }),
    );
    try {
      await withTimeout(START_MS, child.prepare(this.#settings), 'A child in quarantine');
      return child;
    } catch (error) {
      child.kill();
      throw error;
    }
  }
}

/** A process of its own for one task. */
export class Child {
  readonly #process: ChildProcess;
  readonly #gone: Promise<string>;

  constructor(process: ChildProcess) {
    this.#process = process;
    this.#gone = whenGone(process);
  }

  /** Resolves when the child is ready for its task. @throws when it dies before */
  async prepare(settings: SenderSettings): Promise<void> {
    const ready = this.#next('ready');
    this.#tell({ kind: 'settings', settings: toPlain(settings) });
    const how = await Promise.race([ready, this.#gone]);
    if (typeof how === 'string') throw new Error(`A child could not start: ${how}.`);
  }

  /** Carries out the task in the child. It is killed when it is not to go on, and soon after its deadline. */
  send(timeoutMs: number): Send {
    return async (task, { signal, resources, ...context }) => {
      if (signal.aborted) return stopped(signal);
      resources.add({ destroy: () => this.#destroy() });
      const order: Order = { task, context, lifeMs: timeoutMs + OVERDUE_MS };
      const ended = this.#next('outcome').then(({ outcome }) => outcome);
      const killed = this.#whenKilled(signal);
      this.#tell({ kind: 'order', order });
      const died = this.#gone.then((how) => (signal.aborted ? stopped(signal) : dead(how)));
      return Promise.race([ended, killed.outcome, died]).finally(killed.forget);
    };
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  async #destroy(): Promise<void> {
    this.kill();
    await this.#gone;
  }

  /** Kills the child when the signal comes: at once, or if it is the deadline, after it had time to say why. */
  #whenKilled(signal: AbortSignal): { outcome: Promise<Outcome>; forget(): void } {
    let timer: NodeJS.Timeout | undefined;
    let abort = () => {};
    const outcome = new Promise<Outcome>((resolve) => {
      const end = () => {
        this.kill();
        resolve(stopped(signal));
      };
      abort = () => {
        if (!isTimeUp(signal)) return end();
        this.#tell({ kind: 'timeUp' });
        timer = setTimeout(end, GRACE_MS);
      };
      signal.addEventListener('abort', abort, { once: true });
    });
    const forget = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    return { outcome, forget };
  }

  /** Sends a message; a child that is dying does not take it, and its end is seen elsewhere. */
  #tell(message: ToChild): void {
    if (this.#process.connected) this.#process.send(message, () => {});
  }

  #next<K extends FromChild['kind']>(kind: K): Promise<Extract<FromChild, { kind: K }>> {
    return new Promise((resolve) => {
      this.#process.on('message', (message: FromChild) => {
        if (message.kind === kind) resolve(message as Extract<FromChild, { kind: K }>);
      });
    });
  }
}

const KILLED = 'It did not end in time, and its process was killed.';

const stopped = (signal: AbortSignal): Outcome => ({
  ...convertAbortToOutcome(signal, KILLED),
  process: 'killed',
});

const dead = (how: string): Outcome => ({
  ...failure('retry', 'CRASH', `The process that carried it out, and nothing else, died: ${how}.`),
  process: 'died',
});

/** Resolves with how the process ended, after all that it still said: its channel may outlive it for a moment. */
function whenGone(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let how = '';
    const settle = () => {
      if (how && !child.connected) resolve(how);
    };
    child.on('disconnect', settle);
    child.on('error', (error) => {
      how ||= error.message;
      settle();
    });
    child.on('exit', (code, signal) => {
      how = signal ? `signal ${signal}` : `exit code ${code}`;
      settle();
    });
  });
}
