import { describe, expect, it } from 'vitest';
import {
  isTerminal,
  RUN_CHANGES,
  RUN_REASONS,
  RUN_STATUSES,
  type RunChange,
  TERMINAL_STATUSES,
} from './run-status.ts';

const changes = Object.entries(RUN_CHANGES) as [string, RunChange][];

describe('the table of changes of a run', () => {
  it.each(changes)('"%s" leaves no terminal status', (_, { from }) => {
    expect(isTerminal(from)).toBe(false);
  });

  it.each(changes)('"%s" leads to a status and names reasons that exist', (_, { to, reasons = [] }) => {
    expect(RUN_STATUSES).toContain(to);
    for (const reason of reasons) expect(RUN_REASONS).toContain(reason);
  });

  it('lets a run begin only by being started', () => {
    const intoRunning = changes.filter(([, { to }]) => to === 'RUNNING').map(([name]) => name);
    expect(intoRunning).toEqual(['start']);
  });

  it('allows nothing that says "nothing was done" once the effect may have begun', () => {
    const careful = changes.filter(([, { from, to }]) => from === 'RUNNING' && to === 'SKIPPED');
    for (const [, { effect }] of careful) expect(effect).toBe('notBegun');
  });

  it('reaches every terminal status, and every status but PENDING from PENDING', () => {
    const reached = new Set(['PENDING']);
    for (const _ of RUN_STATUSES)
      for (const [, { from, to }] of changes) if (reached.has(from)) reached.add(to);
    expect([...reached].sort()).toEqual([...RUN_STATUSES].sort());
  });

  it('gives each reason to a change that needs one', () => {
    const named = new Set(changes.flatMap(([, { reasons = [] }]) => reasons));
    expect([...named].sort()).toEqual([...RUN_REASONS].sort());
  });
});

it('a run has ended when it is COMPLETED, FAILED, SKIPPED or CANCELED', () => {
  expect(RUN_STATUSES.filter(isTerminal)).toEqual([...TERMINAL_STATUSES]);
});
