/**
 * Measures the longest time for which work kept the process to itself, as a share of its whole time: a busy machine
 * makes both longer.
 */
export async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  let [last, longest, isOver] = [begun, 0, false];
  const look = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await work();
  isOver = true;
  look();
  return longest / (performance.now() - begun);
}
