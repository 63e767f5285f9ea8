import { shellWords } from './shell-words.ts';

/** The request of a curl command, as far as an http task can make it. */
export interface CurlRequest {
  method: string;
  url: string;
  headers: [name: string, value: string][];
  body: string | null;
  /** Options that a task has no place for, as they were written. */
  leftOut: string[];
}

const FORM_TYPE = 'application/x-www-form-urlencoded';
const LONG: Record<string, string> = {
  '-X': '--request',
  '-H': '--header',
  '-d': '--data',
  '-u': '--user',
  '-A': '--user-agent',
  '-e': '--referer',
  '-b': '--cookie',
  '-G': '--get',
  '-I': '--head',
  '-F': '--form',
  '-o': '--output',
  '-m': '--max-time',
  '-w': '--write-out',
  '-x': '--proxy',
  '-T': '--upload-file',
};
const DATA = new Set(['--data', '--data-raw', '--data-ascii', '--data-binary', '--data-urlencode', '--json']);
/** Options that take a value and mean nothing to a task. */
const WITH_VALUE = new Set(
  [
    'form',
    'output',
    'max-time',
    'write-out',
    'proxy',
    'upload-file',
    'connect-timeout',
    'retry',
    'cacert',
    'cert',
  ].map((name) => `--${name}`),
);
/** Options about what curl prints or follows; a task needs none of them. */
const NEEDLESS =
  /^(-[sSLvifkgN]+|--(silent|show-error|location|verbose|include|fail|compressed|globoff|no-buffer))$/;

/** Reads `curl …` as browsers and documentation write it; null for anything else, and where no address is named. */
export function readCurl(text: string): CurlRequest | null {
  const [command, ...words] = shellWords(text.trim().replace(/^\$\s+/, ''));
  if (command !== 'curl' && command !== 'curl.exe') return null;
  const found = collect(words.flatMap(separated));
  return found.url === '' ? null : requestOf(found);
}

interface Found extends CurlRequest {
  data: string[];
  isGet: boolean;
}

/** Splits an option from its value: "-XPOST" is "-X POST", "--data=1" is "--data 1". */
function separated(word: string): string[] {
  const short = /^(-[XHduAeboFmwxT])(.+)$/.exec(word);
  if (short) return [LONG[short[1] ?? ''] ?? word, short[2] ?? ''];
  const long = /^(--[a-z-]+)=(.*)$/s.exec(word);
  if (long) return [long[1] ?? '', long[2] ?? ''];
  return [LONG[word] ?? word];
}

function collect(words: string[]): Found {
  const found: Found = { method: '', url: '', headers: [], body: null, leftOut: [], data: [], isGet: false };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) found.url ||= word;
    else if (take(found, word, words[at + 1] ?? '')) at += 1;
  }
  return found;
}

/** @returns whether the option took the word behind it */
function take(found: Found, option: string, value: string): boolean {
  if (DATA.has(option)) {
    found.data.push(option === '--data-urlencode' ? encoded(value) : value);
    if (option === '--json')
      found.headers.push(['Content-Type', 'application/json'], ['Accept', 'application/json']);
    return true;
  }
  switch (option) {
    case '--request':
      found.method = value.toUpperCase();
      return true;
    case '--url':
      found.url = value;
      return true;
    case '--header': {
      const [, name, text] = /^([^:]+):\s*(.*)$/s.exec(value) ?? [];
      if (name !== undefined) found.headers.push([name.trim(), text ?? '']);
      return true;
    }
    case '--user':
      found.headers.push(['Authorization', `Basic ${base64(value)}`]);
      return true;
    case '--user-agent':
      found.headers.push(['User-Agent', value]);
      return true;
    case '--referer':
      found.headers.push(['Referer', value]);
      return true;
    case '--cookie':
      found.headers.push(['Cookie', value]);
      return true;
    case '--get':
      found.isGet = true;
      return false;
    case '--head':
      found.method ||= 'HEAD';
      return false;
    default:
      return other(found, option, value);
  }
}

function other(found: Found, option: string, value: string): boolean {
  const takesValue = WITH_VALUE.has(option);
  if (!NEEDLESS.test(option)) found.leftOut.push(takesValue ? `${option} ${value}` : option);
  return takesValue;
}

function encoded(value: string): string {
  const [name, ...rest] = value.split('=');
  return rest.length === 0 ? encodeURIComponent(value) : `${name}=${encodeURIComponent(rest.join('='))}`;
}

function requestOf({ data, isGet, ...found }: Found): CurlRequest {
  const url = /^[a-z]+:\/\//i.test(found.url) ? found.url : `http://${found.url}`;
  if (data.length === 0) return { ...found, url, method: found.method || 'GET' };
  const text = data.join('&');
  if (isGet)
    return { ...found, url: `${url}${url.includes('?') ? '&' : '?'}${text}`, method: found.method || 'GET' };
  const isTyped = found.headers.some(([name]) => name.toLowerCase() === 'content-type');
  const headers: CurlRequest['headers'] = isTyped
    ? found.headers
    : [...found.headers, ['Content-Type', FORM_TYPE]];
  return { ...found, url, headers, body: text, method: found.method || 'POST' };
}

/** Encodes a text as base64; `btoa` alone takes only Latin-1. */
const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
