import { ID_PATTERN } from '@punctual/contracts/api/limits';
import { notFound } from '@punctual/engine/platform/errors';

/**
 * Finds one thing by its id, or refuses. The only place where a missing thing becomes a 404, so that all of
 * them are refused alike.
 * @param name the thing as the refusal names it: "This job"
 * @param find gives null (or false, where there is nothing to return) if the caller does not reach it
 * @throws AppError 404, the same for unknown ids and for what belongs to others
 */
export async function requireFound<T>(
  name: Parameters<typeof notFound>[0],
  id: string,
  find: (id: string) => Promise<T | null | false>,
): Promise<T> {
  const found = ID_PATTERN.test(id) ? await find(id) : null;
  if (found === null || found === false) throw notFound(name);
  return found;
}
