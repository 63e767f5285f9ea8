import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

/** Contracts, and what of the domain the panel takes nothing from but constants. */
const CONTRACT = /\/shared\/contracts\/src\/(api\/[\w-]+-contract|users\/user)\.ts$/;

/**
 * Of a contract the panel needs the method and the path; its schemas are types here and the server's to check.
 * Without them zod is loaded by the pages that check a form with it, and by no other. What is neither an endpoint
 * nor plain data is left out, and the build fails for who imports it.
 */
export function bareContracts(): Plugin {
  return {
    name: 'punctual:bare-contracts',
    apply: 'build',
    enforce: 'pre',
    async load(id) {
      const file = CONTRACT.exec(id)?.[1];
      if (file === undefined) return null;
      const compiled = id.replace(CONTRACT, `/shared/contracts/dist/${file}.js`);
      const contract: Record<string, unknown> = await import(pathToFileURL(compiled).href);
      return Object.entries(contract).map(declaration).join('');
    },
  };
}

function declaration([name, value]: [string, unknown]): string {
  const kept = isEndpoint(value) ? { method: value.method, path: value.path } : value;
  return isPlain(kept) ? `export const ${name} = ${JSON.stringify(kept)};\n` : '';
}

const isEndpoint = (value: unknown): value is { method: string; path: string } =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value;

/** Whether it says the same as JSON. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null)
    return value === null || ['string', 'number', 'boolean'].includes(typeof value);
  const isBare = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isBare && Object.values(value).every(isPlain);
}
