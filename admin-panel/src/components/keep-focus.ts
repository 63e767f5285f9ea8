import { useEffect, useState } from 'react';

/** The content of a dialog stays until its transition ends, and its opener gets the focus a little later. */
const SETTLED_MS = 50;

/**
 * After a dialog: where its opener is gone (the row was deleted) the focus would fall to the page's body, and
 * who works by keyboard would begin again at the top. It goes to the page's heading instead.
 * @param opener had the focus before, where the dialog does not give it back by itself
 */
export function keepFocus(opener: Element | null = null): void {
  setTimeout(() => {
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
    (isThere ? opener : document.querySelector('h1'))?.focus({ preventScroll: true });
  }, SETTLED_MS);
}

/** Gives the focus back when a dialog that is on the page only while it is open goes: Mantine sees no such dialog close. */
export function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(() => () => keepFocus(opener), [opener]);
}
