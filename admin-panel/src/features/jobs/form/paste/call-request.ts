import { commandWords as words } from '../../../../lib/strings/commands.ts';
import { Refused } from './refused.ts';

export type Header = readonly [name: string, value: string];

/** The request of a command, as far as an http task can make it. */
export interface CallRequest {
  method: string;
  url: string;
  headers: readonly Header[];
  body: string | null;
  /** Options that a task has no place for, as they were written. */
  leftOut: string[];
}

/** Headers about the connection, which Punctual makes its own way; curl would send them in vain. */
const OF_CONNECTION = new Set(['connection', 'content-length', 'expect', 'keep-alive', 'te']);

/** The headers of a command: those it names, those its other options mean, and what it removes. */
export class CallHeaders {
  readonly #named: Header[] = [];
  readonly #meant: Header[] = [];
  readonly #removed: string[] = [];
  readonly leftOut: string[] = [];

  /**
   * Takes a header as curl and wget do: "Name: value", "Name;" for an empty value, "Name:" for none at all.
   * @throws Refused for what is no header
   */
  add(text: string): void {
    const [, name = '', sign, value = ''] = /^\s*([^:;]+?)\s*([:;])\s*([\s\S]*?)\s*$/.exec(text) ?? [];
    if (sign === undefined || (sign === ';' && value !== '')) throw new Refused(words.noHeader(text));
    if (sign === ':' && value === '') this.#removed.push(name);
    else if (OF_CONNECTION.has(name.toLowerCase())) this.leftOut.push(`${name}: ${value}`);
    else this.#named.push([name, value]);
  }

  /** Adds a header that an option means, unless the command names or removes it itself. */
  imply(name: string, value: string): void {
    this.#meant.push([name, value]);
  }

  /**
   * Makes the headers that are sent to `url`, with the type of a body where there is one.
   * @throws Refused for a header that is there twice, and for what a job cannot leave out
   */
  list(url: URL | null, bodyType: string | null): Header[] {
    const isThere = (name: string) =>
      includesName([...this.#named.map(([each]) => each), ...this.#removed], name);
    if (bodyType !== null) this.imply('Content-Type', bodyType);
    if (bodyType !== null && includesName(this.#removed, 'content-type'))
      throw new Refused(words.headerRemoved('Content-Type'));
    const named = this.#named.filter(([name, value]) => !(isName(name, 'host') && value === url?.host));
    const headers = [...named, ...this.#meant.filter(([name]) => !isThere(name))];
    for (const [index, [name]] of headers.entries())
      if (headers.findIndex(([other]) => isName(other, name)) !== index)
        throw new Refused(words.headerTwice(name));
    return headers;
  }
}

const isName = (name: string, other: string): boolean => name.toLowerCase() === other.toLowerCase();
const includesName = (names: readonly string[], name: string): boolean =>
  names.some((each) => isName(each, name));

/** Makes the header that sends a user and a password. */
export const basicHeader = (credentials: string): string => `Basic ${base64(credentials)}`;

/** Encodes a text as base64; `btoa` alone takes only Latin-1. */
const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/**
 * Takes user and password out of an address, as curl does.
 * @returns the address without them, and both as a text; null for none
 */
export function splitCredentials(url: string): { url: string; credentials: string | null } {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || (parsed.username === '' && parsed.password === ''))
    return { url, credentials: null };
  const credentials = `${decode(parsed.username)}:${decode(parsed.password)}`;
  return { url: url.replace(/\/\/[^/?#]*@/, '//'), credentials };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A % that encodes nothing means itself.
    return text;
  }
}

/**
 * Finds the one address of a command.
 * @throws Refused where there is none, or more than one
 */
export function oneUrl([first, second]: readonly string[]): string {
  if (first === undefined || first === '') throw new Refused(words.noUrl);
  if (second !== undefined) throw new Refused(words.urls(first, second));
  const scheme = /^(ftp|dict|ldap|imap|smtp|pop3)\./i.exec(first)?.[1] ?? 'http';
  return /^[a-z][a-z\d+.-]*:\/\//i.test(first) ? first : `${scheme.toLowerCase()}://${first}`;
}

/** Adds parameters to the query of an address. */
export function withQuery(url: string, query: readonly string[]): string {
  if (query.length === 0) return url;
  const [, before = url, fragment = ''] = /^([^#]*)(#.*)?$/s.exec(url) ?? [];
  return `${before}${before.includes('?') ? '&' : '?'}${query.join('&')}${fragment}`;
}
