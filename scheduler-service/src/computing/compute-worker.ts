import { type Computation, type Computed, compute } from './computations.ts';

/** Works in a thread of its own: what takes long would stop everything else meanwhile. */
// biome-ignore lint/style/noDefaultExport: piscina calls the default export of a worker's file
export default function work({
  computation,
  steps,
}: {
  computation: Computation;
  steps: number;
}): Computed<unknown> {
  return compute(computation, steps);
}
