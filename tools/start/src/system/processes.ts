import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { createLineLog, type LineLog, type WaitOptions } from './line-log.ts';
import { guardGroup, releaseGroup } from './orphan-guard.ts';

const STOP_DEADLINE_MS = 15_000;
const LAST_OUTPUT_MS = 200;

export interface ProcessOptions {
  name: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** It passes SIGTERM on to its own children (as `node --watch` does): only SIGKILL goes to all of them. */
  forwardsSignals?: boolean;
  /** Called with each line of output, standard error included. */
  onLine?: (line: string) => void;
}

interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A child process in a process group of its own, whose output is kept and which can be stopped for certain. */
export interface ManagedProcess {
  name: string;
  /** -1 when the program could not be started at all. */
  pid: number;
  exited: Promise<Exit>;
  isRunning(): boolean;
  logs(lastLines?: number): string;
  /** The first line that matches; fails at the deadline or when the process ends before. */
  waitForLog(pattern: RegExp, options?: WaitOptions): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL after the deadline (ms). */
  stop(deadlineMs?: number): Promise<Exit>;
}

/** Starts a program. Its own process group keeps the terminal's Ctrl-C from reaching it twice. */
export function startProcess(options: ProcessOptions): ManagedProcess {
  const { name, command, args, env = process.env, cwd } = options;
  const child = spawn(command, args, { env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const pid = child.pid ?? -1;
  if (pid > 0) guardGroup(pid);
  const log = collectOutput(child, options.onLine);
  let running = pid > 0;
  const exited = whenExited(child, command, log).then((exit) => {
    running = false;
    if (pid > 0) releaseGroup(pid);
    return exit;
  });
  const kill = (signal: NodeJS.Signals) => {
    if (running) send(options.forwardsSignals && signal !== 'SIGKILL' ? pid : -pid, signal);
  };
  return {
    name,
    pid,
    exited,
    isRunning: () => running,
    logs: (lastLines) => log.text(lastLines),
    waitForLog: (pattern, wait) => Promise.race([log.waitFor(pattern, wait), failOnExit(exited, name, log)]),
    kill,
    stop: (deadlineMs = STOP_DEADLINE_MS) => stopProcess(kill, exited, deadlineMs),
  };
}

function collectOutput(child: ChildProcess, onLine: ProcessOptions['onLine']): LineLog {
  const log = createLineLog();
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      log.add(line);
      onLine?.(line);
    });
  }
  return log;
}

async function whenExited(child: ChildProcess, command: string, log: LineLog): Promise<Exit> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  const exit = await new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => {
      log.add(`${command} cannot be started: ${error.message}`);
      if (child.pid === undefined) resolve({ code: 127, signal: null });
    });
  });
  // The last lines come after the exit; a grandchild that holds the pipe open must not hold us up.
  await Promise.race([closed, pause(LAST_OUTPUT_MS, undefined, { ref: false })]);
  return exit;
}

async function failOnExit(exited: Promise<Exit>, name: string, log: LineLog): Promise<never> {
  const { code, signal } = await exited;
  throw new Error(`${name} ended (${signal ?? `exit code ${code}`}); its last lines:\n${log.text(15)}`);
}

async function stopProcess(
  kill: (signal: NodeJS.Signals) => void,
  exited: Promise<Exit>,
  deadlineMs: number,
): Promise<Exit> {
  kill('SIGTERM');
  const timer = setTimeout(() => kill('SIGKILL'), deadlineMs);
  try {
    return await exited;
  } finally {
    clearTimeout(timer);
  }
}

/** A negative number is a whole process group. */
function send(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal);
  } catch (error) {
    // Between the exit and its event the process is gone already; anything else is worth knowing.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
