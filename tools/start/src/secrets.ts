import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from './system/setup-error.ts';

const SECRET_BYTES = 48;
const PASSWORD_BYTES = 15;
const OWNER_ONLY = 0o600;

/** Secrets that are generated once and kept between starts. */
export interface Secrets {
  jwtSecret: string;
  /** Seals the secrets of jobs. */
  secretsKey: string;
  /** The databases (by kind or address) whose administrator has been created, with the e-mail address. */
  administrators: Record<string, string>;
  /** A generated password that has not been shown yet; it goes as soon as it was. */
  pendingPassword?: string;
}

/** Is in every data folder of ours. */
export const SECRETS_FILE = 'secrets.json';
const fileIn = (dataDir: string) => join(dataDir, SECRETS_FILE);

/** The secrets of this data folder, generated if they are not there yet. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  await mkdir(dataDir, { recursive: true });
  const text = await readFile(fileIn(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  const known = text === null ? { administrators: {} } : parse(text, fileIn(dataDir));
  // A data folder from before has some of them.
  const secrets = { jwtSecret: newSecret(), secretsKey: newSecret(), ...known };
  await saveSecrets(dataDir, secrets);
  return secrets;
}

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Replaces the file as a whole, readable by its owner alone. */
export async function saveSecrets(dataDir: string, secrets: Secrets): Promise<void> {
  const draft = `${fileIn(dataDir)}.draft`;
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: OWNER_ONLY });
  await chmod(draft, OWNER_ONLY);
  await rename(draft, fileIn(dataDir));
}

/** 120 bits, easy to select with a double click. */
export function newPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url').replace(/[-_]/g, 'x');
}

type Kept = Omit<Secrets, 'secretsKey'> & Partial<Secrets>;

function parse(text: string, file: string): Kept {
  try {
    const { jwtSecret, administrators = {}, ...more } = JSON.parse(text) as Partial<Secrets>;
    if (typeof jwtSecret !== 'string') throw new Error('jwtSecret is missing');
    return { jwtSecret, administrators, ...more };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(
      `${file} cannot be read (${reason}). Type: rm ${file} (everybody has to log in again)`,
    );
  }
}
