import type { Finding } from './finding.ts';
import { series } from './format.ts';
import { verdict } from './verdict.ts';

const HEAD = ['row', 'what', 'budget', 'figure: median (range)', 'beside it', 'verdict'];

const cells = (finding: Finding): string[] => [
  String(finding.row),
  finding.what,
  finding.budget?.text ?? '–',
  series(finding.values, finding.unit),
  finding.rival,
  verdict(finding),
];

/** The findings as a table that is also Markdown, then the notes of each row. */
export function table(findings: readonly Finding[]): string {
  const rows = [HEAD, ...findings.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line), ...notes(findings)].join('\n');
}

const notes = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ row, notes = [] }) => (notes.length > 0 ? ['', `Row ${row}:`, ...notes] : []));
