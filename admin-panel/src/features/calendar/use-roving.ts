import { type KeyboardEvent, useEffect, useRef } from 'react';

const COLUMNS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
const ROWS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };
const TURNS: Record<string, number> = { PageUp: -1, PageDown: 1 };

/**
 * Makes the buttons of a grid one stop of the Tab key, within which arrows move; Page Up and Page Down turn to the grid
 * before and after, and take the focus there. Buttons name their place by `data-column` and `data-row`.
 * @param shown names what the grid shows: it changes when the grid that was turned to is there
 */
export function useRoving(turn: (by: number) => void, shown: string | undefined) {
  const grid = useRef<HTMLTableElement>(null);
  const hasTurned = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the buttons of what is shown now are others
  useEffect(() => {
    if (hasTurned.current) grid.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
    hasTurned.current = false;
  }, [shown]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = TURNS[event.key];
    const from = event.target as HTMLElement;
    const next = grid.current && findNext(grid.current, from, event.key);
    if (by === undefined && next === undefined) return;
    event.preventDefault();
    if (by !== undefined) {
      hasTurned.current = true;
      turn(by);
    } else next?.focus();
  };
  return { grid, onKeyDown };
}

/**
 * Finds the button that a key leads to; null at the border, undefined for other keys. Where clocks change, an hour of a
 * day is missing or comes twice: up and down pass all of a day, left and right find the nearest hour before.
 */
function findNext(grid: HTMLElement, from: HTMLElement, key: string): HTMLElement | null | undefined {
  const { column, row } = from.dataset;
  if (column === undefined || row === undefined) return undefined;
  const rows = ROWS[key];
  const columns = COLUMNS[key];
  if (rows !== undefined) {
    const day = listColumn(grid, Number(column));
    return day[day.indexOf(from) + rows] ?? null;
  }
  if (columns === undefined) return undefined;
  const beside = listColumn(grid, Number(column) + columns);
  return beside.findLast((button) => Number(button.dataset.row) <= Number(row)) ?? null;
}

const listColumn = (grid: HTMLElement, column: number): HTMLElement[] => [
  ...grid.querySelectorAll<HTMLElement>(`button[data-column="${column}"]`),
];
