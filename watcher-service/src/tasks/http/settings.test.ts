import { describe, expect, it } from 'vitest';
import { type HttpSettings, mayUsePort, portList } from './settings.ts';

const settings = (ports = ''): HttpSettings => ({
  allowedPorts: portList.parse(ports),
  networks: { allowed: [], denied: [] },
  lookupsAtOnce: 3,
  perHost: 1,
  circuitFailures: 1,
  circuitCoolingMs: 1,
});

describe('Ports that may be called', () => {
  it('are 80 and 443, and those that the operator adds', () => {
    const allowed = (ports?: string) =>
      [80, 443, 22, 8_080, 9_050].filter((port) => mayUsePort(settings(ports), port));
    expect(allowed()).toEqual([80, 443]);
    expect(allowed('8080, 9000-9099')).toEqual([80, 443, 8_080, 9_050]);
  });

  it.each(['http', '0', '70000', '9-8', '1-2-3', '80;81'])('are not written %j', (text) =>
    expect(portList.safeParse(text).error?.issues[0]?.message).toMatch(/Example/),
  );
});
