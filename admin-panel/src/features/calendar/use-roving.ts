import { type KeyboardEvent, useRef } from 'react';

/** Steps of keys in a grid, as columns and rows; `turn` leaves it for the one before or after. */
const STEPS: Record<string, [columns: number, rows: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const TURNS: Record<string, number> = { PageUp: -1, PageDown: 1 };

/**
 * Makes the buttons of a grid one stop of the Tab key, within which arrows move; Page Up and Page Down turn to the grid
 * before and after. Buttons name their place by `data-column` and `data-row`.
 */
export function useRoving(turn: (by: number) => void) {
  const grid = useRef<HTMLTableElement>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { column, row } = (event.target as HTMLElement).dataset;
    const by = TURNS[event.key];
    const step = STEPS[event.key];
    if (column === undefined || row === undefined || (by === undefined && !step)) return;
    event.preventDefault();
    if (by !== undefined) turn(by);
    else if (step) focusAt(grid.current, Number(column) + step[0], Number(row) + step[1]);
  };
  return { grid, onKeyDown };
}

function focusAt(grid: HTMLElement | null, column: number, row: number): void {
  grid?.querySelector<HTMLElement>(`[data-column="${column}"][data-row="${row}"]`)?.focus();
}
