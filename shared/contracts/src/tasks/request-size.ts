import { secretReferences, textsOf } from './secrets.ts';

const KIB = 1_024;
const BODY_LIMIT_KIB = 64;
const HEAD_LIMIT_KIB = 16;
const BODY_ERROR = `A body has at most ${BODY_LIMIT_KIB} KiB.`;
const HEAD_ERROR = `Address and headers have at most ${HEAD_LIMIT_KIB} KiB together.`;
const WITH_SECRETS =
  'This counts the values of its secrets, wherever they are referred to: refer to them less often.';
/** Bytes that a header has beside its name and its value: a colon, a space and the end of the line. */
const HEADER_FRAME = 4;

interface SizedRequest {
  url: string;
  headers?: Record<string, string> | undefined;
  body?: unknown;
}

/** A part of a request that is too large, and a sentence that says so. */
export interface SizeProblem {
  part: 'headers' | 'body';
  message: string;
}

/** Formats a body as it is sent: a text unchanged, everything else as JSON. */
export const bodyText = (body: unknown): string =>
  typeof body === 'string' ? body : (JSON.stringify(body) ?? '');

/**
 * Finds the parts of a request that are larger than is sent. The sizes are computed, not built: filled in, a small
 * text may refer to a long secret thousands of times.
 * @param values of the secrets that are filled in, by name; references to others count as they are written
 */
export function findOversize(
  { url, headers = {}, body }: SizedRequest,
  values: ReadonlyMap<string, string> = new Map(),
): SizeProblem[] {
  const isJson = typeof body !== 'string';
  const written = isJson ? (text: string) => JSON.stringify(text).slice(1, -1) : (text: string) => text;
  const growth = (text: string, size: (text: string) => number) =>
    secretReferences(text).reduce((sum, { reference, name }) => {
      const value = values.get(name);
      return value === undefined ? sum : sum + size(value) - size(reference);
    }, 0);
  const bodySize =
    bytes(bodyText(body)) + sum(textsOf(body), (text) => growth(text, (part) => bytes(written(part))));
  const headSize =
    url.length +
    sum(
      Object.entries(headers),
      ([name, text]) => name.length + HEADER_FRAME + text.length + growth(text, (part) => part.length),
    );
  const hint = values.size > 0 ? ` ${WITH_SECRETS}` : '';
  const problems: SizeProblem[] = [];
  if (headSize > HEAD_LIMIT_KIB * KIB) problems.push({ part: 'headers', message: HEAD_ERROR + hint });
  if (bodySize > BODY_LIMIT_KIB * KIB) problems.push({ part: 'body', message: BODY_ERROR + hint });
  return problems;
}

const bytes = (text: string) => new TextEncoder().encode(text).length;
const sum = <T>(items: T[], size: (item: T) => number) =>
  items.reduce((total, item) => total + size(item), 0);
