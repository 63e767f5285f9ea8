import type { OwnedRunView } from '@punctual/contracts/api/runs-contract';
import { viewerId } from '../../lib/session/viewer.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';

/** A run as its owner sees it, or with the users that it names as administrators see it. */
export type ActedOn = Partial<Pick<OwnedRunView, 'owner' | 'actors'>>;

/**
 * Names who acted on a run: "you", the address of another user, or "an administrator", whose address their users are
 * not told. Null where that is not on record.
 */
export function actorName({ owner, actors = [] }: ActedOn, actor: string | null | undefined): string | null {
  if (!actor) return null;
  if (actor === viewerId()) return words.you;
  const known = [...actors, ...(owner ? [owner] : [])].find(({ id }) => id === actor);
  return known?.email || words.administrator;
}
