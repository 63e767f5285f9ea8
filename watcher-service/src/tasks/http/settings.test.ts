import { describe, expect, it } from 'vitest';
import { type HttpSettings, mayUseAddress, mayUsePort, networkList, portList } from './settings.ts';

const settings = (ports = '', networks = ''): HttpSettings => ({
  allowedPorts: portList.parse(ports),
  allowedNetworks: networkList.parse(networks),
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

describe('Addresses that may be called', () => {
  it('are the public ones, and those in networks that the operator adds', () => {
    const all = ['8.8.8.8', '10.0.0.1', '127.0.0.1', '::1', 'fd00::1'];
    const allowed = (networks?: string) =>
      all.filter((address) => mayUseAddress(settings('', networks), address));
    expect(allowed()).toEqual(['8.8.8.8']);
    expect(allowed('10.0.0.0/8, fd00::/8,::1')).toEqual(['8.8.8.8', '10.0.0.1', '::1', 'fd00::1']);
  });

  it.each(['intranet', '10.0.0.0/40', '10.0.0', '10.0.0.0/8;::1'])('are not written %j', (text) =>
    expect(networkList.safeParse(text).error?.issues[0]?.message).toMatch(/Example/),
  );
});
