import { lazy, Suspense, useId, useState } from 'react';
import { loadPart } from '../../lib/load-part.ts';
import { en } from '../../lib/strings/en.ts';
import classes from './views.module.css';

const ViewsPanel = lazy(async () => ({
  default: (await loadPart(() => import('./views-panel.tsx'))).ViewsPanel,
}));

/** Space that the panel keeps from the edges of the window, and from its button. */
const MARGIN_PX = 12;
const GAP_PX = 4;

/** Opens the views of the list: its filters, kept under names. The panel is a popover of the browser's own. */
export function ViewsButton() {
  const id = useId();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" popoverTarget={id} className={classes.button}>
        {en.list.views}
      </button>
      <section
        id={id}
        popover="auto"
        aria-label={en.list.views}
        className={classes.panel}
        onBeforeToggle={({ currentTarget }) => placeUnderButton(currentTarget)}
        onToggle={({ newState }) => setOpened(newState === 'open')}
      >
        <Suspense>{opened && <ViewsPanel />}</Suspense>
      </section>
    </>
  );
}

function placeUnderButton(panel: HTMLElement): void {
  const button = panel.previousElementSibling?.getBoundingClientRect();
  if (button === undefined) return;
  const room = window.innerWidth - MARGIN_PX - Number.parseFloat(getComputedStyle(panel).width || '0');
  panel.style.top = `${button.bottom + GAP_PX}px`;
  panel.style.left = `${Math.max(MARGIN_PX, Math.min(button.left, room))}px`;
}
