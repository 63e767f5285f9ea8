import { secretName, secretValue } from '@punctual/contracts/tasks/secrets';
import { looksSecret } from '../task/secrets/secret-names.ts';
import type { CallRequest, Header } from './call-request.ts';

/** A request whose secrets are kept apart from it. */
export interface SealedCall {
  request: CallRequest;
  /** Values by the names that headers and body refer to them with. */
  secrets: Record<string, string>;
  /** Where they were found, as the command names it: headers and fields of the body. */
  found: string[];
  /** A parameter of the address that looks like a secret and stays where all can read it; null for none. */
  open: string | null;
}

/** Matches `name=value` of a form, and `"name": "value"` of JSON. */
const FORM_FIELD = /(^|&)([^=&\s"{}]+)=([^&]+)/g;
const JSON_FIELD = /"([^"\\]+)"(\s*:\s*)"([^"\\{}]+)"/g;
const SCHEME = /^(basic|bearer|token|digest|apikey)\s+(\S.*)$/i;

/** Takes the secrets out of a request: Authorization, Cookie and all that is named like them become references. */
export function sealSecrets(request: CallRequest): SealedCall {
  const vault = new Vault();
  const headers = request.headers.map(([name, value]): Header => [name, sealHeader(vault, name, value)]);
  const body = request.body === null ? null : sealBody(vault, request.body);
  const { secrets, found } = vault;
  return { request: { ...request, headers, body }, secrets, found, open: openSecret(request.url) };
}

function sealHeader(vault: Vault, name: string, value: string): string {
  if (!looksSecret(name)) return value;
  const [, scheme, credentials] = SCHEME.exec(value) ?? [];
  return scheme === undefined ? vault.seal(name, value) : `${scheme} ${vault.seal(name, credentials ?? '')}`;
}

function sealBody(vault: Vault, body: string): string {
  if (/^\s*[[{]/.test(body))
    return body.replace(JSON_FIELD, (whole, name: string, colon: string, value: string) =>
      looksSecret(name) ? `"${name}"${colon}"${vault.seal(name, value)}"` : whole,
    );
  return body.replace(FORM_FIELD, (whole, before: string, name: string, value: string) =>
    looksSecret(name) ? `${before}${name}=${vault.seal(name, value)}` : whole,
  );
}

function openSecret(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const names = [...new URL(url).searchParams.keys()];
  return names.find((name) => looksSecret(name)) ?? null;
}

class Vault {
  readonly secrets: Record<string, string> = {};
  readonly found: string[] = [];

  /** Keeps a value and answers the reference to it; one that no secret can be stays as it is. */
  seal(name: string, value: string): string {
    if (value.includes('{{') || !secretValue.safeParse(value).success) return value;
    const key = this.#freeName(name);
    this.secrets[key] = value;
    this.found.push(name);
    return `{{ secrets.${key} }}`;
  }

  #freeName(name: string): string {
    const upper = name
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .replace(/^[^A-Z]+|_+$/g, '')
      .slice(0, 40);
    const base = secretName.safeParse(upper).success ? upper : 'SECRET';
    let free = base;
    for (let count = 2; free in this.secrets; count += 1) free = `${base}_${count}`;
    return free;
  }
}
