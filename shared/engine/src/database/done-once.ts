import type { Models } from './models.ts';

/**
 * Does a part of a migration unless it is on record that it has been done. Copies that start together may all do it: it
 * must leave alone what another one has done.
 * @param name its entry in `state`
 */
export async function doneOnce({ state }: Pick<Models, 'state'>, name: string, work: () => Promise<unknown>) {
  if (await state.findOne({ _id: name }).lean()) return;
  await work();
  await state.updateOne({ _id: name }, { $set: { value: 'yes' } }, { upsert: true });
}
