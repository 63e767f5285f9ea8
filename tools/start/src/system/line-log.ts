const LINES_KEPT = 20_000;

interface Waiter {
  pattern: RegExp;
  resolve: (match: RegExpExecArray) => void;
}

export interface WaitOptions {
  /** Milliseconds after which waiting fails. */
  deadlineMs?: number;
  /** Lines that count: also those written before the call, or only later ones. */
  since?: 'start' | 'now';
}

/** The latest lines that a process wrote, with a way to wait for one of them. */
export interface LineLog {
  add(line: string): void;
  /** All lines kept, or the last ones only. */
  text(last?: number): string;
  waitFor(pattern: RegExp, options?: WaitOptions): Promise<RegExpExecArray>;
}

/** Keeps the latest 20,000 lines. Give patterns without the `g` flag: it would carry state between lines. */
export function createLineLog(): LineLog {
  const lines: string[] = [];
  const waiters = new Set<Waiter>();
  const add = (line: string) => {
    lines.push(line);
    if (lines.length > LINES_KEPT) lines.shift();
    for (const waiter of waiters) {
      const match = waiter.pattern.exec(line);
      if (match) waiter.resolve(match);
    }
  };
  const text = (last = LINES_KEPT) => lines.slice(-last).join('\n');
  const waitFor = async (pattern: RegExp, { deadlineMs = 15_000, since = 'start' }: WaitOptions = {}) => {
    const past = since === 'start' ? firstMatch(lines, pattern) : null;
    return past ?? waitInSet(waiters, pattern, deadlineMs, () => text(15));
  };
  return { add, text, waitFor };
}

function firstMatch(lines: string[], pattern: RegExp): RegExpExecArray | null {
  for (const line of lines) {
    const match = pattern.exec(line);
    if (match) return match;
  }
  return null;
}

async function waitInSet(waiters: Set<Waiter>, pattern: RegExp, deadlineMs: number, recent: () => string) {
  return new Promise<RegExpExecArray>((resolve, reject) => {
    const timer = setTimeout(() => {
      waiters.delete(waiter);
      reject(new Error(`no line matched ${pattern} within ${deadlineMs} ms; the last lines:\n${recent()}`));
    }, deadlineMs);
    const waiter: Waiter = {
      pattern,
      resolve: (match) => {
        clearTimeout(timer);
        waiters.delete(waiter);
        resolve(match);
      },
    };
    waiters.add(waiter);
  });
}
