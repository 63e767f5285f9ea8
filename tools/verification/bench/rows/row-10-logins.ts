import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Passwords } from '@punctual/scheduler-service/accounts/passwords/passwords';
import { atLeast, atMost, type Finding } from '../report/finding.ts';
import { series } from '../report/format.ts';
import { nativeChecks } from '../rivals/native-bcrypt.ts';
import type { Row } from './row.ts';

const PASSWORD = 'correct horse battery';
/** At once, as many as the service lets wait and a few more than it has threads. */
const AT_ONCE = 8;
const NS_PER_MS = 1e6;

/** Password checks at cost 10 over those of native bcrypt, and what they do to everybody else. */
export const row10: Row = {
  number: 10,
  title: 'logins/s over native bcrypt',
  async measure(bench) {
    const passwords = new Passwords();
    try {
      const hash = await passwords.hash(PASSWORD);
      const count = bench.count(48, 16);
      await checks(passwords, hash, AT_ONCE);
      const rounds: Round[] = [];
      for (let round = 0; round < bench.rounds; round += 1)
        rounds.push({
          ...(await ours(passwords, hash, count)),
          native: await nativeChecks(PASSWORD, hash, count),
        });
      return findings(rounds);
    } finally {
      await passwords.close();
    }
  },
};

/** Checks a second; the longest that the event loop stood still, in ms. */
interface Round {
  perSecond: number;
  stall: number;
  native: number;
}

async function ours(passwords: Passwords, hash: string, count: number) {
  const perSecond = await checks(passwords, hash, count);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await checks(passwords, hash, AT_ONCE);
  delay.disable();
  return { perSecond, stall: delay.max / NS_PER_MS };
}

async function checks(passwords: Passwords, hash: string, count: number): Promise<number> {
  const startedAt = performance.now();
  const all = await Promise.all(Array.from({ length: count }, () => passwords.verify(PASSWORD, hash)));
  if (all.includes(false)) throw new Error('A right password was called wrong.');
  return (count * 1_000) / (performance.now() - startedAt);
}

function findings(rounds: Round[]): Finding[] {
  const [perSecond, native] = [rounds.map((one) => one.perSecond), rounds.map((one) => one.native)];
  return [
    {
      ...{
        row: 10,
        what: 'password checks/s at cost 10 over native bcrypt',
        budget: atLeast(0.85, '≥ 0.85 ×'),
      },
      ...{ values: rounds.map((one) => one.perSecond / one.native), unit: '×' },
      rival: `${series(perSecond, '/s')} of ${series(native, '/s')}`,
    },
    {
      ...{
        row: 10,
        what: `longest stall of the event loop, ${AT_ONCE} at once`,
        budget: atMost(15, '≤ 15 ms'),
      },
      ...{
        values: rounds.map((one) => one.stall),
        unit: 'ms',
        rival: 'bcryptjs on the main thread: 569 ms (performance.md)',
      },
    },
  ];
}
