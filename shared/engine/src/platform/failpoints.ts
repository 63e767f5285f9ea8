import { ConfigError } from './config.ts';

/** Places in the way of a run where tests of faults may break it off. */
const FAILPOINTS = [
  'afterRunInsert',
  'beforeEnqueue',
  'afterEnqueue',
  'afterStart',
  'beforeEffect',
  'afterEffect',
  'afterFinish',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

const ENTRY = /^(?<name>\w+):(?<action>kill|stop|throw|delay=\d+)(?:#(?<count>[1-9]\d*))?$/;

type Action = () => Promise<void> | void;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const signal =
  (name: NodeJS.Signals): Action =>
  () => {
    process.kill(process.pid, name);
    // The signal arrives in a moment; nothing may happen in that moment.
    return pause(60_000);
  };

function actionOf(text: string): Action {
  if (text === 'kill') return signal('SIGKILL');
  if (text === 'stop') {
    return () => {
      process.kill(process.pid, 'SIGSTOP');
      return pause(1);
    };
  }
  if (text === 'throw') {
    return () => {
      throw new Error('A failpoint broke this off.');
    };
  }
  return () => pause(Number(text.slice('delay='.length)));
}

let armed: Map<string, { action: Action; left: number }> | null = null;

/**
 * Arms failpoints from a text such as `afterRunInsert:kill` or `beforeEffect:stop#2` (the second time only).
 * Called once by a service whose settings name some; without, a failpoint is one comparison.
 * @throws ConfigError if a part of the text says nothing: a fault that never happens would prove nothing
 */
export function armFailpoints(text: string): void {
  armed = new Map(text.split(',').map((entry) => readEntry(entry.trim())));
}

function readEntry(text: string) {
  const { name = '', action = '', count = '1' } = ENTRY.exec(text)?.groups ?? {};
  if (FAILPOINTS.some((known) => known === name))
    return [name, { action: actionOf(action), left: Number(count) }] as const;
  throw new ConfigError(
    `SCHED_FAILPOINTS: "${text}" is no failpoint. Say <place>:<action> or <place>:<action>#<n-th time>. ` +
      `Places: ${FAILPOINTS.join(', ')}. Actions: kill, stop, throw, delay=<ms>.`,
  );
}

/** Does what is armed for this place, the last of the counted times that it is passed. */
export function failpoint(name: Failpoint): Promise<void> | void {
  const point = armed?.get(name);
  if (!point) return undefined;
  point.left -= 1;
  return point.left === 0 ? point.action() : undefined;
}
