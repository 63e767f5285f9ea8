/** The content of a dialog stays until its transition ends, and its opener gets the focus a little later. */
const SETTLED_MS = 50;

/**
 * After a dialog: where its opener is gone (the row was deleted) the focus would fall to the page's body, and
 * who works by keyboard would begin again at the top. It goes to the page's heading instead.
 */
export function keepFocus(): void {
  setTimeout(() => {
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    document.querySelector('h1')?.focus({ preventScroll: true });
  }, SETTLED_MS);
}
