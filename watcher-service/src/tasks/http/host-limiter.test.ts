import { describe, expect, it } from 'vitest';
import type { Health } from './circuit-breaker.ts';
import { HostLimiter } from './host-limiter.ts';

const living = new AbortController().signal;
const COOLING_MS = 1_000;

/** A limiter with a clock that moves only when the test moves it. */
function gatesWith({ perHost = 10, circuitFailures = 3 } = {}) {
  const clock = { now: 0 };
  const settings = { perHost, circuitFailures, circuitCoolingMs: COOLING_MS };
  const gates = new HostLimiter(settings, () => clock.now);
  const enter = async (host = 'a') => {
    const pass = await gates.enter(host, living);
    if ('pauseMs' in pass) throw new Error(`${host} is left alone for ${pass.pauseMs} ms`);
    return pass;
  };
  const tell = async (...healths: Health[]) => {
    for (const health of healths) (await enter()).leave(health);
  };
  /** Ms until the host may be asked again; null where it may be asked. */
  const pause = async () => {
    const pass = await gates.enter('a', living);
    return 'pauseMs' in pass ? pass.pauseMs : null;
  };
  return { gates, clock, enter, tell, pause };
}

describe('Requests to one host', () => {
  it('go out so many at a time, the others in the order in which they came', async () => {
    const { enter } = gatesWith({ perHost: 2 });
    const [first, second] = [await enter(), await enter()];
    const order: string[] = [];
    const waits = (name: string) =>
      enter().then((pass) => {
        order.push(name);
        return pass;
      });
    const [third, fourth] = [waits('third'), waits('fourth')];
    await enter('b');
    expect(order).toEqual([]);
    second.leave('up');
    await third;
    expect(order).toEqual(['third']);
    first.leave('up');
    await fourth;
    expect(order).toEqual(['third', 'fourth']);
  });

  it('give up their place when their time is over, and no slot is lost with it', async () => {
    const { gates, enter } = gatesWith({ perHost: 1 });
    const first = await enter();
    const aborter = new AbortController();
    const waiting = gates.enter('a', aborter.signal);
    aborter.abort(new Error('time is up'));
    await expect(waiting).rejects.toThrow('time is up');
    await expect(gates.enter('a', aborter.signal)).rejects.toThrow('time is up');
    first.leave('up');
    (await enter()).leave('up');
  });
});

describe('A host that fails', () => {
  it('is left alone after so many failures in a row, until it has cooled down', async () => {
    const { clock, tell, pause } = gatesWith();
    await tell('down', 'down', 'up', 'down', 'down', 'unknown');
    await tell('down');
    expect(await pause()).toBe(COOLING_MS);
    clock.now = 600;
    expect(await pause()).toBe(400);
    clock.now = COOLING_MS;
    expect(await pause()).toBeNull();
  });

  it('is tried by one request then, and by all again if that one is answered', async () => {
    const { clock, enter, tell, pause } = gatesWith();
    await tell('down', 'down', 'down');
    clock.now = COOLING_MS;
    const probe = await enter();
    expect(await pause()).toBe(COOLING_MS);
    probe.leave('up');
    await tell('down', 'down');
    expect(await pause()).toBeNull();
  });

  it('is left alone again if that one fails, and tried anew if it showed nothing', async () => {
    const { clock, enter, pause } = gatesWith({ circuitFailures: 1 });
    (await enter()).leave('down');
    clock.now = COOLING_MS;
    (await enter()).leave('unknown');
    (await enter()).leave('down');
    expect(await pause()).toBe(COOLING_MS);
  });

  it('turns away those who waited for their turn meanwhile', async () => {
    const { gates, enter } = gatesWith({ perHost: 1, circuitFailures: 1 });
    const first = await enter();
    const waiting = [gates.enter('a', living), gates.enter('a', living)];
    first.leave('down', 'It answers nothing.');
    const paused = { pauseMs: COOLING_MS, lastError: 'It answers nothing.' };
    expect(await Promise.all(waiting)).toEqual([paused, paused]);
  });

  it('does not hold up another', async () => {
    const { enter, tell } = gatesWith();
    await tell('down', 'down', 'down');
    expect(await enter('b')).toBeTypeOf('object');
  });
});
