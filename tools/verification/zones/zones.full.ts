import { checkZone, type ZoneReport, zoneGroups } from '@punctual/testing/schedules/zone-check';
import { expect, it } from 'vitest';

/** Before 1972-01-07 Liberia was off by 44 min 30 s, which an oracle of whole minutes cannot see. */
const FIRST_YEAR = 1973;
const LAST_YEAR = 2036;
const STEP = 9;
const SPANS = Array.from(
  { length: Math.ceil((LAST_YEAR - FIRST_YEAR) / STEP) },
  (_, index) => FIRST_YEAR + index * STEP,
);

it.each(SPANS)(
  'every clock change of every zone in the nine years from %i agrees with the oracle',
  (year) => {
    const report: ZoneReport = { windows: 0, compared: 0, failures: [] };
    const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year + STEP, 0, 1)];
    const groups = zoneGroups(from, to);
    for (const { zones, changes } of groups) checkZone(zones[0] ?? '', changes, from, report);
    process.stdout.write(
      `${year}: ${groups.length} groups, ${report.windows} windows, ${report.compared} comparisons\n`,
    );
    expect(report.failures.slice(0, 5)).toEqual([]);
  },
);
