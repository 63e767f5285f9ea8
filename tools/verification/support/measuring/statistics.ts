const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The value below which a share (0 to 1) of the values lies: one of the values, by nearest rank; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = ascending(values);
  const rank = Math.ceil(share * sorted.length) - 1;
  return sorted[Math.min(sorted.length - 1, Math.max(0, rank))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Not by spreading: a hundred thousand arguments are too many for a call. */
export const least = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
export const most = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

/** As many equal pieces of a series, in order; what is left over goes to the last. */
export function pieces<T>(values: readonly T[], count: number): T[][] {
  const size = Math.max(1, Math.floor(values.length / count));
  return Array.from({ length: count }, (_, i) =>
    values.slice(i * size, i === count - 1 ? values.length : (i + 1) * size),
  );
}
