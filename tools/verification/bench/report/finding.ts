/** Budget of a figure in performance.md. */
export interface Budget {
  text: string;
  limit: number;
  sense: 'atLeast' | 'atMost';
}

/** One measured row of performance.md, or one of several that a row has. */
export interface Finding {
  row: number;
  what: string;
  /** Null: a figure to look at, which promises nothing. */
  budget: Budget | null;
  /** One for each round; judged by their median. */
  values: number[];
  unit: Unit;
  /** Figure of a rival, or the reason why it cannot be measured here. */
  rival: string;
  /** For a closer look: printed below the table. */
  notes?: string[];
  /** Further series, for the results file. */
  details?: Record<string, number[]>;
}

export type Unit = '×' | 'ms' | 's' | 'MB' | '/s' | '';

export const atLeast = (limit: number, text: string): Budget => ({ text, limit, sense: 'atLeast' });
export const atMost = (limit: number, text: string): Budget => ({ text, limit, sense: 'atMost' });
