/** Headers that tend to hold a secret; their values are left for the reader to fill in. */
export const SECRET_HEADER = /authorization|cookie|token|key|secret|password|signature/i;

/** Stands for a value that is left out. */
export const LEFT_OUT = '…';

/** Quotes a text for a POSIX shell: all of it is read as text. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const SECRET_PARAMETER = /([?&][^=&#]*(?:token|key|secret|password|signature)[^=&#]*=)[^&#]+/gi;

/** Takes the values of parameters that tend to be secret out of an address. */
export const withoutSecretParameters = (url: string): string =>
  url.replace(SECRET_PARAMETER, `$1${LEFT_OUT}`);

interface ApiCall {
  method: string;
  /** With its origin. */
  url: string;
  key: string;
  headers?: Record<string, string>;
  body?: object;
}

/** Writes a call of our API as a command for a shell, a part in each line. */
export function apiCallCommand({ method, url, key, headers = {}, body }: ApiCall): string {
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const all = Object.entries({ 'X-API-Key': key, ...type, ...headers });
  const isPlain = method === 'GET' || (method === 'POST' && body !== undefined);
  return [
    `curl ${isPlain ? '' : `-X ${method} `}${quoted(url)}`,
    ...all.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${quoted(JSON.stringify(body, null, 2))}`]),
  ].join(' \\\n  ');
}
