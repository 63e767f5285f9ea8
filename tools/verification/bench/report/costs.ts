import type { CommandCost } from '@punctual/testing/backing/wire-tap';
import { amount } from './format.ts';

const KILO = 1_024;
const LINES = 16;

/** Where the round trips and the milliseconds of so many runs went, the dearest first. */
export function costNotes(costs: Map<string, CommandCost>, runs: number): string[] {
  const all = [...costs].sort(([, a], [, b]) => b.ms - a.ms);
  const total = all.reduce((sum, [, { count }]) => sum + count, 0);
  const lines = all
    .slice(0, LINES)
    .map(
      ([label, { count, ms, bytes }]) =>
        `  ${String(count).padStart(5)} × ${amount(ms / count, 'ms').padStart(8)} = ${amount(ms, 'ms').padStart(9)}` +
        `  ${amount(bytes / count / KILO)} KiB each  ${label}`,
    );
  return [
    `- ${amount(total / runs)} database commands per run (${total} for ${runs} runs, watching and sweeping included), ` +
      'counted on the wire in a round of its own:',
    ...lines,
  ];
}

export const commandsPerRun = (costs: Map<string, CommandCost>, runs: number): number =>
  [...costs.values()].reduce((sum, { count }) => sum + count, 0) / runs;
