/** A result of the search: something to go to or to do. */
export interface Found {
  id: string;
  label: string;
  hint?: string;
  run: () => void;
}
