import { checkZone, type ZoneReport, zoneGroups } from '@punctual/testing/schedules/zone-check';
import { expect, it } from 'vitest';
import { MINUTE_MS } from '../time.ts';

const FROM = Date.UTC(2026, 0, 1);
const TO = Date.UTC(2036, 0, 1);
const QUIET = Date.UTC(2027, 2, 28);
const LIMIT_MS = MINUTE_MS;

it(
  'around every clock change of every zone to 2035, the computed runs equal those found minute by minute',
  () => {
    const report: ZoneReport = { windows: 0, compared: 0, failures: [] };
    const groups = zoneGroups(FROM, TO);
    for (const { zones, changes } of groups) checkZone(zones[0] ?? '', changes, QUIET, report);
    const zones = groups.reduce((sum, group) => sum + group.zones.length, 0);
    process.stdout.write(
      `zones: ${zones} in ${groups.length} groups, ${report.windows} windows, ${report.compared} comparisons\n`,
    );
    expect(report.failures.slice(0, 5)).toEqual([]);
  },
  LIMIT_MS,
);
