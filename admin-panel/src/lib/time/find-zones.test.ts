import { beforeAll, describe, expect, it } from 'vitest';
import { findZones } from './find-zones.ts';
import { listZones } from './zone-options.ts';
import { loadPlaces, type PlacesOf } from './zone-places.ts';

let placesOf: PlacesOf;
beforeAll(async () => {
  placesOf = await loadPlaces();
});

const find = (text: string, chosen = 'Europe/Berlin') =>
  findZones(text, listZones(chosen, placesOf), placesOf, 50).map(({ value }) => value);

describe('a zone is found first by', () => {
  it.each([
    ['mumbai', 'Asia/Kolkata'],
    ['munich', 'Europe/Berlin'],
    ['nyc', 'America/New_York'],
    ['new york', 'America/New_York'],
    ['san francisco', 'America/Los_Angeles'],
    ['kyiv', 'Europe/Kyiv'],
    ['beijing', 'Asia/Shanghai'],
    ['delhi', 'Asia/Kolkata'],
    ['hawaii', 'Pacific/Honolulu'],
    ['japan', 'Asia/Tokyo'],
    ['tokyo', 'Asia/Tokyo'],
    ['germany', 'Europe/Berlin'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['sao paulo', 'America/Sao_Paulo'],
    ['zürich', 'Europe/Zurich'],
    ['ist', 'Asia/Kolkata'],
    ['est', 'America/New_York'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['utc', 'UTC'],
  ])('%s: %s', (text, zone) => {
    expect(find(text)[0]).toBe(zone);
  });

  it.each(['UTC+5:30', '+05:30', '+5:30', 'gmt+0530', 'utc +5:30'])(
    'its offset %s: India is among them',
    (text) => {
      expect(find(text)).toContain('Asia/Kolkata');
      expect(find(text)).not.toContain('Europe/Berlin');
    },
  );

  it('an offset west of Greenwich', () => {
    expect(find('-10:00')).toContain('Pacific/Honolulu');
    expect(find('UTC−10')).toContain('Pacific/Honolulu');
  });
});

describe('a zone is not found', () => {
  it.each(['asdf', 'atlantis', '+17:45'])('by %s: also not the chosen one', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('by what stands within a word: “ist” in Boa Vista, “est” in Creston', () => {
    expect(find('ist')).not.toContain('America/Boa_Vista');
    expect(find('est')).not.toContain('America/Creston');
  });
});

describe('the list of zones', () => {
  it('has names of today', () => {
    const all = find('', 'UTC');
    expect(listZones('UTC', placesOf).map(({ value }) => value)).toEqual(
      expect.arrayContaining(['Asia/Kolkata', 'Europe/Kyiv', 'Africa/Asmara', 'Asia/Yangon']),
    );
    expect(all[0]).toBe('UTC');
  });

  it('begins with the chosen zone, so that leaving it changes nothing', () => {
    expect(find('', 'Asia/Tokyo')[0]).toBe('Asia/Tokyo');
  });

  it('says by which word a zone was found whose name does not show it', () => {
    const [munich] = findZones('munich', listZones('UTC', placesOf), placesOf, 50);
    expect(munich).toMatchObject({ value: 'Europe/Berlin', via: 'Munich' });
    const [berlin] = findZones('berlin', listZones('UTC', placesOf), placesOf, 50);
    expect(berlin?.via).toBeNull();
  });
});
