import { commandWords as words } from '../../../../lib/strings/commands.ts';
import type { Argument, Arguments } from './arguments.ts';
import {
  basicHeader,
  CallHeaders,
  type CallRequest,
  oneUrl,
  splitCredentials,
  withQuery,
} from './call-request.ts';
import { Refused } from './refused.ts';

const FORM_TYPE = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const READS_FILES = new Set(['data', 'data-ascii', 'data-binary', 'json', 'header']);
const ENCODES = new Set(['data-urlencode', 'url-query']);
/** Matches brackets and braces that curl takes for several addresses; those of an IPv6 address it does not. */
const PATTERN = /\{[^}]*\}|(?<!\/\/|@)\[[^\]]*\]/;

/** Gathers the options of curl before the request is made of them. */
class CurlRequest {
  readonly headers = new CallHeaders();
  readonly leftOut: string[] = [];
  readonly urls: string[];
  readonly #data: string[] = [];
  readonly #query: string[] = [];
  readonly #cookies: string[] = [];
  #method = '';
  #isHead = false;
  #isGet = false;
  #isJson = false;
  #isGlobbed = true;
  #credentials: string | null = null;

  constructor({ given, operands }: Arguments) {
    this.urls = [...operands];
    for (const argument of given) this.#take(argument);
  }

  build(): CallRequest {
    const given = oneUrl(this.urls);
    if (this.#isGlobbed && PATTERN.test(given)) throw new Refused(words.pattern(given));
    const { url, credentials } = splitCredentials(given);
    const user = this.#credentials ?? credentials;
    if (user !== null) this.headers.imply('Authorization', basicHeader(user));
    if (this.#cookies.length > 0) this.headers.imply('Cookie', this.#cookies.join('; '));
    const hasBody = this.#data.length > 0 && !this.#isGet;
    const target = withQuery(url, this.#isGet ? [...this.#query, ...this.#data] : this.#query);
    if (this.#isJson) this.headers.imply('Accept', JSON_TYPE);
    const type = this.#isJson ? JSON_TYPE : FORM_TYPE;
    const headers = this.headers.list(URL.canParse(target) ? new URL(target) : null, hasBody ? type : null);
    return {
      method: this.#method || (this.#isHead ? 'HEAD' : hasBody ? 'POST' : 'GET'),
      url: target,
      headers,
      body: hasBody ? this.#data.join(this.#isJson ? '' : '&') : null,
      leftOut: [...this.leftOut, ...this.headers.leftOut],
    };
  }

  #take({ option: { name, use }, value, written }: Argument): void {
    if (use === 'leftOut') this.leftOut.push(written);
    if (name === 'globoff') this.#isGlobbed = false;
    if (use !== 'used') return;
    if (isFile(name, value)) throw new Refused(words.file(written));
    this.#use(name, value, written);
  }

  #use(name: string, value: string, written: string): void {
    switch (name) {
      case 'request':
        this.#method = value.toUpperCase();
        break;
      case 'url':
        this.urls.push(value);
        break;
      case 'url-query':
        this.#query.push(value.startsWith('+') ? value.slice(1) : urlEncoded(value));
        break;
      case 'header':
        this.headers.add(value);
        break;
      case 'user':
        if (!value.includes(':')) throw new Refused(words.password(value));
        this.#credentials = value;
        break;
      case 'oauth2-bearer':
        this.headers.imply('Authorization', `Bearer ${value}`);
        break;
      case 'user-agent':
        this.headers.imply('User-Agent', value);
        break;
      case 'referer':
        this.headers.imply('Referer', value.replace(/;auto$/, ''));
        break;
      case 'range':
        this.headers.imply('Range', `bytes=${value}`);
        break;
      case 'cookie':
        if (!value.includes('=')) throw new Refused(words.file(written));
        this.#cookies.push(value);
        break;
      case 'get':
        this.#isGet = true;
        break;
      case 'head':
        this.#isHead = true;
        break;
      case 'output':
        if (value !== '/dev/null' && value !== '-') this.leftOut.push(written);
        break;
      default:
        this.#isJson ||= name === 'json';
        this.#data.push(name === 'data-urlencode' ? urlEncoded(value) : value);
    }
  }
}

/** Tells whether a value names a file: "@file", and where it is encoded "name@file" too. */
const isFile = (name: string, value: string): boolean =>
  ENCODES.has(name) ? /^[^=@]*@/.test(value) : READS_FILES.has(name) && value.startsWith('@');

/** Encodes as --data-urlencode does: "text", "=text", or "name=text" whose name is encoded already. */
function urlEncoded(value: string): string {
  const [, name = '', text = value] = /^([^=]*)=([\s\S]*)$/.exec(value) ?? [];
  const encoded = encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return name === '' ? encoded : `${name}=${encoded}`;
}

/**
 * Makes the request of a curl command.
 * @throws Refused for what a job cannot send
 */
export const curlRequest = (read: Arguments): CallRequest => new CurlRequest(read).build();
