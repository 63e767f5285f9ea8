import { describe, expect, it } from 'vitest';
import { networkList } from './task-rules.ts';

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
