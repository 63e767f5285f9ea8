/** The page's style: the system's colours, light or dark, readable on a phone. */
export const PAGE_CSS = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; background: Canvas; color: CanvasText; }
h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: .5rem .75rem .5rem 0; vertical-align: top; overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid GrayText; } tbody td { border-bottom: 1px solid color-mix(in srgb, CanvasText 20%, Canvas); }
td time { white-space: nowrap; font-variant-numeric: tabular-nums; }
a { color: LinkText; } a:focus-visible, pre:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dd { margin: 0; overflow-wrap: anywhere; }
dt { font-weight: 600; } .headers { font: .85rem/1.5 ui-monospace, monospace; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border: 1px solid GrayText; border-radius: .5rem; }
iframe { box-sizing: border-box; width: 100%; height: 60vh; border: 1px solid GrayText; border-radius: .5rem; background: white; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 40rem) { thead { display: none; } td { display: block; border: 0; padding: 0; } tbody tr { display: block; padding: .75rem 0; border-bottom: 1px solid GrayText; } tbody td { border: 0; } }
`;

/**
 * Puts new rows above the old ones, which stay as they are: focus and selection are kept, and the browser's
 * scroll anchoring keeps what is being read in its place.
 */
export const PAGE_JS = `
const rows = document.getElementById('messages');
const refresh = async () => {
  if (document.hidden) return;
  const newest = rows.firstElementChild?.dataset.id ?? '';
  const answer = await fetch('/rows?after=' + encodeURIComponent(newest));
  if (!answer.ok) return;
  const added = await answer.text();
  if (added.trim() === '') return;
  rows.insertAdjacentHTML('afterbegin', added);
  rows.parentElement.hidden = false;
  document.getElementById('empty').hidden = true;
  document.getElementById('count').textContent = answer.headers.get('x-count-line');
};
// A catcher that was stopped is asked again in two seconds: it may come back.
const loop = () => refresh().catch(() => {}).finally(() => setTimeout(loop, 2000));
setTimeout(loop, 2000);
`;
