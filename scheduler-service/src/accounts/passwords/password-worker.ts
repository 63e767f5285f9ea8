import { createHmac } from 'node:crypto';
import { compareSync, hashSync } from 'bcryptjs';

export type PasswordTask =
  | { kind: 'hash'; password: string; cost: number }
  | { kind: 'verify'; password: string; hash: string };

/**
 * Hashes a password to a fixed length, because bcrypt ignores what follows byte 72. The key only keeps these
 * hashes apart from plain ones that may be on lists elsewhere.
 */
const shorten = (password: string): string =>
  createHmac('sha256', 'punctual/password/v1').update(password, 'utf8').digest('base64');

/** Works in a thread of its own: bcrypt in JavaScript would stop everything else for 70 ms and more. */
// biome-ignore lint/style/noDefaultExport: piscina calls the default export of a worker's file
export default function work(task: PasswordTask): string | boolean {
  const password = shorten(task.password);
  return task.kind === 'hash' ? hashSync(password, task.cost) : compareSync(password, task.hash);
}
