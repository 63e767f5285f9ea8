import { describe, expect, it } from 'vitest';
import { StepAllowance } from './step-allowance.ts';

describe('the steps of one request', () => {
  it('are those of its parts together', () => {
    const whole = new StepAllowance(1_000);
    whole.part(600).spend(600);
    const second = whole.part(600);
    expect(second.left).toBe(400);
    second.spend(400);
    expect([second.left, whole.left, whole.part(600).left]).toEqual([0, 0, 0]);
  });

  it('are taken at once no more often for being in many parts', () => {
    const whole = new StepAllowance();
    let taken = 0;
    for (let part = 0; part < 100; part += 1) {
      const own = whole.part(4_000);
      const steps = Math.min(2_000, own.leftAtOnce);
      own.spendAtOnce(steps);
      taken += steps;
    }
    expect(taken).toBe(new StepAllowance().leftAtOnce);
    expect(whole.left).toBeGreaterThan(0);
  });
});
