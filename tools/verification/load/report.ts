import { percentile } from '../support/measuring/statistics.ts';
import type { Sample } from './sending.ts';
import type { Verdict } from './verdict.ts';

const HEAD = ['route', 'requests', 'ok', '429', '5xx', 'other', 'p50', 'p95', 'p99', 'max'];

export const isSuccess = ({ status }: Sample): boolean => status >= 200 && status < 300;
export const isLimited = ({ status }: Sample): boolean => status === 429;
/** The server's fault, no answer among it. */
export const isBroken = ({ status }: Sample): boolean => status === 0 || status >= 500;

/** Percentiles of each route, and of all. */
export function routesTable(samples: Sample[]): string {
  const routes = [...new Set(samples.map(({ route }) => route))].sort();
  const rows = routes.map((route) =>
    rowOf(
      route,
      samples.filter((sample) => sample.route === route),
    ),
  );
  return tableOf([HEAD, ...rows, rowOf('all', samples)]);
}

function rowOf(name: string, samples: Sample[]): string[] {
  const count = (isSo: (sample: Sample) => boolean) => samples.filter(isSo).length;
  const [ok, limited, broken] = [count(isSuccess), count(isLimited), count(isBroken)];
  const times = samples.map(({ ms }) => ms);
  const numbers = [samples.length, ok, limited, broken, samples.length - ok - limited - broken];
  const percentiles = [0.5, 0.95, 0.99, 1].map((share) => `${Math.round(percentile(times, share))} ms`);
  return [name, ...numbers.map(String), ...percentiles];
}

export const verdictsTable = (verdicts: Verdict[]): string =>
  tableOf(
    verdicts.map(({ what, target, figure, isMet }) => [isMet ? 'met' : 'MISSED', what, target, figure]),
  );

function tableOf(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
