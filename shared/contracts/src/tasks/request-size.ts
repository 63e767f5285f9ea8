import { inAll, type Said } from '../language.ts';
import { filledAddress, secretReferences, textsOf } from './secrets.ts';
import { TASK_WORDS } from './task-words.ts';

const KIB = 1_024;
const BODY_LIMIT_KIB = 64;
const HEAD_LIMIT_KIB = 16;
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
  message: Said;
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
    filledAddress(url, values).length +
    sum(
      Object.entries(headers),
      ([name, text]) => name.length + HEADER_FRAME + text.length + growth(text, (part) => part.length),
    );
  const sayTooLarge = (part: SizeProblem['part'], limit: number): SizeProblem => ({
    part,
    message: inAll(TASK_WORDS, ({ tooLarge, withSecrets }) =>
      [tooLarge[part](limit), ...(values.size > 0 ? [withSecrets] : [])].join(' '),
    ),
  });
  return [
    ...(headSize > HEAD_LIMIT_KIB * KIB ? [sayTooLarge('headers', HEAD_LIMIT_KIB)] : []),
    ...(bodySize > BODY_LIMIT_KIB * KIB ? [sayTooLarge('body', BODY_LIMIT_KIB)] : []),
  ];
}

const bytes = (text: string) => new TextEncoder().encode(text).length;
const sum = <T>(items: T[], size: (item: T) => number) =>
  items.reduce((total, item) => total + size(item), 0);
