/** A part of an expression as it is typed, with its place in characters, `to` exclusive. */
export interface CronPart {
  name: CronPartName;
  text: string;
  from: number;
  to: number;
}

export const CRON_PARTS = ['second', 'minute', 'hour', 'day', 'month', 'weekday'] as const;
type CronPartName = (typeof CRON_PARTS)[number] | 'nickname';

const WITH_SECONDS = 6;
const FEWEST_PARTS = 5;

/** Splits an expression into its parts, in their order; seconds come first where there are six. */
export function cronParts(expression: string): CronPart[] {
  const words = [...expression.matchAll(/\S+/g)];
  const names = words.length >= WITH_SECONDS ? CRON_PARTS : CRON_PARTS.slice(1);
  return words.map(([text], index) => {
    const from = words[index]?.index ?? 0;
    const name = text.startsWith('@') ? 'nickname' : (names[index] ?? 'weekday');
    return { name, text, from, to: from + text.length };
  });
}

/** Finds the index of the part that the caret is in or behind; -1 between parts. */
export const partAt = (parts: readonly CronPart[], caret: number): number =>
  parts.findIndex(({ from, to }) => caret >= from && caret <= to);

/** Tells whether an expression has too few parts: it is unfinished, not wrong. */
export const isUnfinished = (expression: string): boolean =>
  !expression.trim().startsWith('@') && cronParts(expression).length < FEWEST_PARTS;
