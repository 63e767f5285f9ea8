import bcrypt from 'bcrypt';

/** Password checks a second of the native bcrypt, in the threads that Node has for such work. */
export async function nativeChecks(password: string, hash: string, count: number): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: count }, () => bcrypt.compare(password, hash)));
  return (count * 1_000) / (performance.now() - startedAt);
}
