/** A part of the report: a line of facts, and each violation on a line of its own. */
export interface Section {
  title: string;
  facts: string[];
  violations: string[];
  /** Violations that are still allowed. */
  allowed: number;
}

export const hasFailed = ({ violations, allowed }: Section) => violations.length > allowed;

const SHOWN = 40;

export function formatSection(section: Section, isVerbose: boolean): string {
  const { title, facts, violations, allowed } = section;
  const limit = allowed > 0 ? ` of at most ${allowed}` : '';
  const verdict = hasFailed(section) ? 'FAILED' : 'ok';
  const shown = isVerbose || hasFailed(section) ? violations.slice(0, isVerbose ? undefined : SHOWN) : [];
  const left = violations.length - shown.length;
  return [
    `${verdict.padEnd(6)} ${title}: ${violations.length}${limit}`,
    ...facts.map((fact) => `         ${fact}`),
    ...shown.map((violation) => `       - ${violation}`),
    ...(left > 0 && hasFailed(section) ? [`       … and ${left} more: npm run architecture -- --all`] : []),
  ].join('\n');
}
