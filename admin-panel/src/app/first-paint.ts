import { useLayoutEffect } from 'react';

/** Takes away what index.html shows while the panel loads, in the frame in which the first page is there. */
export function useFirstPaintEnd(): void {
  useLayoutEffect(() => document.querySelector('#first-paint')?.remove(), []);
}
