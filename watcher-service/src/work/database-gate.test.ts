import { createLogger } from '@punctual/engine/platform/logger';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DatabaseGate } from './database-gate.ts';

const logger = createLogger('test', { level: 'silent', format: 'json' });
const taker = { pause: vi.fn(async () => {}), resume: vi.fn(async () => {}) };
let isThere: boolean;
let intake: DatabaseGate;

beforeEach(() => {
  isThere = false;
  vi.clearAllMocks();
  intake = new DatabaseGate(async () => isThere, [taker], logger);
});
afterEach(() => intake.stop());

describe('an intake', () => {
  it('shut while the database is away takes nothing, and leaves alone what is under way', () => {
    void intake.close();
    expect(intake.isClosed).toBe(true);
    expect(taker.pause).toHaveBeenCalledWith(true);
    expect(taker.resume).not.toHaveBeenCalled();
  });

  it('opens by itself when the database is back', async () => {
    const shut = intake.close();
    isThere = true;
    await shut;
    expect(intake.isClosed).toBe(false);
    expect(taker.resume).toHaveBeenCalledOnce();
  });

  it('that many want to shut is shut once', async () => {
    const shut = Promise.all([intake.close(), intake.close(), intake.close()]);
    isThere = true;
    await shut;
    expect(taker.pause).toHaveBeenCalledOnce();
    expect(taker.resume).toHaveBeenCalledOnce();
  });

  it('may be shut again', async () => {
    isThere = true;
    await intake.close();
    isThere = false;
    void intake.close();
    expect(intake.isClosed).toBe(true);
    expect(taker.pause).toHaveBeenCalledTimes(2);
  });

  it('stays shut when its process ends', async () => {
    const shut = intake.close();
    intake.stop();
    isThere = true;
    await shut;
    expect(intake.isClosed).toBe(true);
    expect(taker.resume).not.toHaveBeenCalled();
  });
});
