import { JOB_LIMITS } from '@punctual/contracts/jobs/job-limits';
import type { ImportedLine } from './jobs-of-crontab.ts';

/** A choice for a line: not to import it, or another name. */
export interface Choice {
  skipped?: boolean;
  name?: string;
}

/** Choices by line; another text in its place is another line. */
export type Choices = ReadonlyMap<string, Choice>;

export const lineKey = ({ number, text }: ImportedLine): string => `${number} ${text}`;

/** Applies what was chosen: lines that are left out go, others are renamed, enabled or not. */
export const reviewed = (
  lines: readonly ImportedLine[],
  choices: Choices,
  enabled: boolean,
): ImportedLine[] =>
  lines
    .filter((line) => choices.get(lineKey(line))?.skipped !== true)
    .map((line) => {
      const name = choices.get(lineKey(line))?.name?.trim().slice(0, JOB_LIMITS.name) || line.draft.name;
      return { ...line, draft: { ...line.draft, name, enabled } };
    });
