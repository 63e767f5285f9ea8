import { type ChildProcess, spawn } from 'node:child_process';

/**
 * A tiny shell process that outlives us only to clean up: it reads process groups from its standard input,
 * and when that ends (however hard we were killed) stops those that are left, the newest first, each with
 * two seconds for an orderly end.
 */
const SCRIPT = `
groups=
while read -r sign group; do
  case $sign in
    +) groups="$group $groups" ;;
    -) kept=; for g in $groups; do [ "$g" = "$group" ] || kept="$kept $g"; done; groups=$kept ;;
  esac
done
for g in $groups; do
  kill -TERM "-$g" 2>/dev/null
  tries=0
  while kill -0 "-$g" 2>/dev/null && [ $tries -lt 20 ]; do tries=$((tries + 1)); sleep 0.1; done
done
for g in $groups; do kill -KILL "-$g" 2>/dev/null; done
`;

let guard: ChildProcess | undefined;

/** From now on this process group is stopped if we end without having stopped it. */
export function guardGroup(group: number): void {
  guard ??= startGuard();
  guard.stdin?.write(`+ ${group}\n`);
}

/** The group has ended: its number may be given to somebody else. */
export function releaseGroup(group: number): void {
  guard?.stdin?.write(`- ${group}\n`);
}

function startGuard(): ChildProcess {
  // Its own session: Ctrl-C in the terminal must not end it before us.
  const child = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  child.once('error', forgetGuard).once('exit', forgetGuard);
  child.stdin?.on('error', forgetGuard);
  child.unref();
  const { stdin } = child;
  if (stdin && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  return child;
}

/** Without a guard everything still works; only a hard kill of ours would leave processes over. */
function forgetGuard(): void {
  guard = undefined;
}
