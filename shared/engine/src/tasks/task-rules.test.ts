import { describe, expect, it } from 'vitest';
import { findRefusedPort, networkList, portList } from './task-rules.ts';

describe('a list of networks', () => {
  it('has networks and single addresses, with or without blanks between them', () => {
    const networks = networkList.parse('10.0.0.0/8, fd00::/8,::1');
    expect(networks.map(([address, bits]) => `${address}/${bits}`)).toEqual([
      '10.0.0.0/8',
      'fd00::/8',
      '::1/128',
    ]);
    expect(networkList.parse(undefined)).toEqual([]);
  });

  it.each(['intranet', '10.0.0.0/40', '10.0.0', '10.0.0.0/8;::1'])('is not written %j', (text) =>
    expect(networkList.safeParse(text).error?.issues[0]?.message).toMatch(/Example/),
  );
});

describe('ports that jobs may call', () => {
  it('are 80 and 443, and those that the operator adds', () => {
    const refused = (ports?: string) =>
      ['http://a', 'https://a', 'http://a:443', 'http://a:22', 'https://a:8080', 'http://a:9050'].map((url) =>
        findRefusedPort(new URL(url), portList.parse(ports)),
      );
    expect(refused()).toEqual([null, null, null, 22, 8_080, 9_050]);
    expect(refused('8080, 9000-9099')).toEqual([null, null, null, 22, null, null]);
  });

  it.each(['http', '0', '70000', '9-8', '1-2-3', '80;81'])('are not written %j', (text) =>
    expect(portList.safeParse(text).error?.issues[0]?.message).toMatch(/Example/),
  );
});
