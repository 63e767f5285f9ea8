import type { Document } from 'bson';
import type { Engine } from '../engine.ts';
import { ServerError } from '../errors.ts';

/** A command as its handler gets it. */
export interface CommandCall {
  engine: Engine;
  db: string;
  /** Its first field names the command and holds its target. */
  command: Document;
  /** The documents to write, as BSON. */
  lists: Map<string, Uint8Array[]>;
  connectionId: number;
  /** One time for the whole command: `$$NOW`, `$currentDate`. */
  now: Date;
}

/** Carries out a command and gives its answer; what it throws becomes an error answer. */
export type CommandHandler = (call: CommandCall) => Document;

/** The collection a command names in its first field. */
export function targetName({ command }: CommandCall): string {
  const [target] = Object.values(command);
  if (typeof target === 'string' && target) return target;
  throw new ServerError(73, `Invalid namespace specified: ${JSON.stringify(target)}`);
}

/** Throws for options that would change the result and are not supported. */
export function refuseOptions(command: Document, names: string[]): void {
  const { collation } = command;
  if (collation && collation.locale !== 'simple') {
    throw new ServerError(238, 'The embedded database supports no collation but { locale: "simple" }');
  }
  const found = names.find((name) => command[name] !== undefined && command[name] !== false);
  if (found) throw new ServerError(238, `The embedded database does not support the option ${found}`);
}
