/** A page of a list, as every list of the API answers. */
export interface PageOf<T> {
  data: T[];
  page: { number: number; limit: number; total: number; totalIsCapped: boolean; pages: number } | null;
  nextCursor: string | null;
}
