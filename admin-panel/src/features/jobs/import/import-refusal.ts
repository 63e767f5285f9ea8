import type { Detail } from '../../../lib/forms/field-errors.ts';
import { importWords as words } from '../../../lib/strings/import.ts';
import type { ImportedLine } from './jobs-of-crontab.ts';

/** The server's objections: by the number of the line, and in a sentence above all of them. */
export interface Refusal {
  lines: ReadonlyMap<number, string>;
  rest: string;
}

const OF_JOB = /^jobs\.(\d+)(\.|$)/;

/**
 * Puts each detail at the line that its job came from.
 * @param otherwise the sentence where no line is named
 */
export function refusalOf(
  details: readonly Detail[],
  sent: readonly ImportedLine[],
  otherwise: string,
): Refusal {
  const lines = new Map<number, string>();
  for (const { path, message } of details) {
    const line = sent[Number(OF_JOB.exec(path)?.[1] ?? Number.NaN)];
    if (line !== undefined && !lines.has(line.number)) lines.set(line.number, message);
  }
  return { lines, rest: lines.size > 0 ? words.wrongLines(lines.size) : otherwise };
}
