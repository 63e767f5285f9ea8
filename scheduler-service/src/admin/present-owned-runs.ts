import type { OwnedRunView } from '@punctual/contracts/api/runs-contract';
import type { RunDocument } from '@punctual/engine/database/documents';
import { presentOwner } from '../accounts/user-presenter.ts';
import type { UserStore } from '../accounts/user-store.ts';
import { presentRun } from '../runs/run-presenter.ts';

const listActors = ({ startedBy, canceledBy }: RunDocument) => [startedBy ?? [], canceledBy ?? []].flat();

/** Finds the addresses of all that runs name, once for all of them. */
export const findNames = (runs: RunDocument[], users: UserStore): Promise<Map<string, string>> =>
  users.emails(runs.flatMap((run) => [run.ownerId, ...listActors(run)]));

/** Presents a run to administrators: with its owner, and with those who acted on it. */
export const presentOwnedRun = (run: RunDocument, names: Map<string, string>): OwnedRunView => ({
  ...presentRun(run),
  owner: presentOwner(run.ownerId, names),
  actors: listActors(run).map((id) => presentOwner(id, names)),
});

export async function presentOwnedRuns(runs: RunDocument[], users: UserStore): Promise<OwnedRunView[]> {
  const names = await findNames(runs, users);
  return runs.map((run) => presentOwnedRun(run, names));
}
