import { answers } from '../system/free-port.ts';
import { SetupError } from '../system/setup-error.ts';
import { hidePassword } from '../variables.ts';

/** Fails with a sentence if nothing listens at the address that a variable gives. */
export async function requireAnswer(name: string, address: string, defaultPort: number): Promise<void> {
  const host = firstHost(address);
  // A DNS seed list names no port to try: the services find out.
  if (!host || address.startsWith('mongodb+srv:')) return;
  const port = host.port ?? defaultPort;
  if (await answers(host.name, port)) return;
  throw new SetupError(
    `Nothing answers at ${name}=${hidePassword(address)} (${host.name}, port ${port}). ` +
      `Start it, correct the address, or leave it out and one is brought up: unset ${name}; npm start`,
  );
}

/** The first of the hosts in an address; a MongoDB address may list several, which URL cannot read. */
function firstHost(address: string): { name: string; port?: number } | null {
  const match = /^[\w+]+:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:,/?]+)(?::(\d+))?/.exec(address);
  if (!match?.[1]) return null;
  const name = match[1].replace(/^\[|\]$/g, '');
  return match[2] ? { name, port: Number(match[2]) } : { name };
}
