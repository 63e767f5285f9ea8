import { parseArgs } from 'node:util';
import { ROWS } from './rows/all.ts';
import type { Row } from './rows/row.ts';

export interface Options {
  rows: Row[];
  quick: boolean;
}

const KNOWN = ROWS.map(({ number, title }) => `  ${String(number).padStart(2)}  ${title}`).join('\n');
export const USAGE = `Usage: npm run bench -- [--quick] [row …]
Measures the rows of performance.md beside their rivals. On another database: MONGODB_URI=… npm run bench
Rows:
${KNOWN}`;

/** @throws Error that says what to type */
export function readOptions(args: string[]): Options {
  const options = { quick: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const wanted = positionals.map(rowOf);
  return { rows: wanted.length > 0 ? wanted : ROWS, quick: values.quick };
}

function rowOf(text: string): Row {
  const row = ROWS.find(({ number }) => String(number) === text);
  if (!row) throw new Error(`There is no row "${text}".`);
  return row;
}
