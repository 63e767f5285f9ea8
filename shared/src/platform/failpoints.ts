/** Places in the way of a run where tests of faults may break it off. */
export type Failpoint =
  | 'afterRunInsert'
  | 'beforeEnqueue'
  | 'afterEnqueue'
  | 'afterStart'
  | 'beforeEffect'
  | 'afterEffect'
  | 'afterFinish';

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
  if (text.startsWith('delay=')) return () => pause(Number(text.slice('delay='.length)));
  return () => {
    throw new Error(`A failpoint broke this off (${text}).`);
  };
}

let armed: Map<string, { action: Action; left: number }> | null = null;

/**
 * Arms failpoints from a text such as `afterRunInsert:kill` or `beforeEffect:stop#2` (the second time only).
 * Called once by a service whose settings name some; without, a failpoint is one comparison.
 */
export function armFailpoints(text: string): void {
  const entries = text.split(',').map((entry) => {
    const [, name = '', action = '', count = '1'] = /^(\w+):([\w=]+)(?:#(\d+))?$/.exec(entry.trim()) ?? [];
    return [name, { action: actionOf(action), left: Number(count) }] as const;
  });
  armed = new Map(entries);
}

/** Does what is armed for this place, the last of the counted times that it is passed. */
export function failpoint(name: Failpoint): Promise<void> | void {
  const point = armed?.get(name);
  if (!point) return undefined;
  point.left -= 1;
  return point.left === 0 ? point.action() : undefined;
}
