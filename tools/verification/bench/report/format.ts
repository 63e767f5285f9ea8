import { least, median, most } from '../../support/measuring/statistics.ts';
import type { Unit } from './finding.ts';

/** Three digits are enough: machines are noisy. */
export function amount(value: number, unit: Unit = ''): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  const number = value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return unit === '' || unit === '/s' ? `${number}${unit}` : `${number} ${unit}`;
}

/** Median and range: "0.21 × (0.19–0.23)". */
export function series(values: readonly number[], unit: Unit = ''): string {
  if (values.length < 2) return amount(values[0] ?? Number.NaN, unit);
  return `${amount(median(values), unit)} (${amount(least(values))}–${amount(most(values))})`;
}
