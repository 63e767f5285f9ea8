/** Matches parts of a row that have a meaning of their own when they are pressed. */
const OWN = 'a, button, input, label, select, textarea, summary, [role="switch"]';

/**
 * Has a press anywhere in a row follow the row's link (`data-row-link`). A link that lies over the row would do that,
 * too, but hide the texts from the pointer: none could be selected, and no hint appeared.
 */
export function followRow(event: MouseEvent): void {
  const { target } = event;
  if (event.defaultPrevented || !(target instanceof Element) || target.closest(OWN)) return;
  const link = target.closest('tr, li')?.querySelector('a[data-row-link]');
  if (!link || window.getSelection()?.isCollapsed === false) return;
  const { ctrlKey, metaKey, shiftKey, altKey } = event;
  link.dispatchEvent(
    new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey, altKey }),
  );
}
