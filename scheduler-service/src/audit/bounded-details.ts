/** An entry of the audit log names what was meant; whoever sends much has not more of it kept than that. */
const LONGEST_TEXT = 256;
const MOST_LISTED = 20;
const MOST_FIELDS = 50;
const DEEPEST = 4;

type Details = Record<string, unknown>;

/** Cuts a text to what an entry may hold. */
export const boundText = (text: string): string =>
  text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;

/** Cuts the texts and lists of an entry's details; of a list that is cut the details say how many it had. */
export function boundDetails(details: Details, depth = 0): Details {
  const fields = Object.entries(details).slice(0, MOST_FIELDS);
  return Object.fromEntries(
    fields.flatMap(([name, value]) => {
      const short: [string, unknown] = [name, bound(value, depth)];
      const isCut = Array.isArray(value) && value.length > MOST_LISTED;
      return isCut ? [short, [`${name}Count`, value.length]] : [short];
    }),
  );
}

function bound(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return boundText(value);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) return value.slice(0, MOST_LISTED).map((one) => bound(one, depth + 1));
  return boundDetails(value as Details, depth + 1);
}
