import { commandWords as words } from '../../../../lib/strings/commands.ts';
import type { Arguments } from './arguments.ts';
import { basicHeader, CallHeaders, type CallRequest, oneUrl, splitCredentials } from './call-request.ts';
import { Refused } from './refused.ts';

const FORM_TYPE = 'application/x-www-form-urlencoded';
const WITHOUT_FILE = new Set(['-', '/dev/null']);

/**
 * Makes the request of a wget command.
 * @throws Refused for what a job cannot send
 */
export function wgetRequest({ given, operands }: Arguments): CallRequest {
  const headers = new CallHeaders();
  const leftOut: string[] = [];
  const values = new Map<string, string>();
  for (const { option, value, written } of given) {
    const isFile = option.name === 'output-document' && !WITHOUT_FILE.has(value);
    if (option.use === 'leftOut' || isFile) leftOut.push(written);
    if (option.name === 'header') headers.add(value);
    else if (option.use === 'used') values.set(option.name, value);
  }
  const { url, credentials } = splitCredentials(oneUrl(operands));
  const user = credentialsIn(values) ?? credentials;
  if (user !== null) headers.imply('Authorization', basicHeader(user));
  for (const [option, name] of [
    ['user-agent', 'User-Agent'],
    ['referer', 'Referer'],
  ] as const)
    if (values.has(option)) headers.imply(name, values.get(option) ?? '');
  const body = values.get('post-data') ?? values.get('body-data') ?? null;
  const method = values.get('method')?.toUpperCase() ?? (values.has('spider') ? 'HEAD' : null);
  return {
    method: method ?? (body === null ? 'GET' : 'POST'),
    url,
    headers: headers.list(URL.canParse(url) ? new URL(url) : null, body === null ? null : FORM_TYPE),
    body,
    leftOut: [...leftOut, ...headers.leftOut],
  };
}

/** Finds user and password; wget would ask for one that is not given. */
function credentialsIn(values: ReadonlyMap<string, string>): string | null {
  const user = values.get('user') ?? values.get('http-user');
  const password = values.get('password') ?? values.get('http-password');
  if (user === undefined) return null;
  if (password === undefined) throw new Refused(words.password(user));
  return `${user}:${password}`;
}
