import { readFileSync } from 'node:fs';
import { SetupError } from './system/setup-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The content of the file that NAME_FILE points to, else the variable's value; empty counts as not given. */
export function readVariable(env: Environment, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  if (!file) return env[name]?.trim() || undefined;
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(
      `${name}_FILE names a file that cannot be read (${reason}). Type: unset ${name}_FILE`,
    );
  }
}

/** A port from a variable, or the default. */
export function readPort(env: Environment, name: string, fallback: number): number {
  const value = readVariable(env, name);
  if (value === undefined) return fallback;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new SetupError(
    `${name} is "${value}", which is not a port (1 to 65535). Type: ${name}=${fallback + 10} npm start`,
  );
}

/** The address of a service that somebody else runs, if its variable is given. */
export function readAddress(
  env: Environment,
  name: string,
  schemes: string[],
  example: string,
): string | undefined {
  const value = readVariable(env, name);
  if (value === undefined) return undefined;
  if (
    schemes.some((scheme) => value.startsWith(`${scheme}://`)) &&
    value.length > `${schemes[0]}://`.length
  ) {
    return value;
  }
  throw new SetupError(
    `${name} is "${hidePassword(value)}", which is no address of that kind. ` +
      `Type: ${name}=${example} npm start, or leave ${name} out`,
  );
}

/** An address as it may be shown: without its password. */
export function hidePassword(address: string): string {
  return address.replace(/\/\/([^:@/]*):[^@/]*@/, '//$1:…@');
}
