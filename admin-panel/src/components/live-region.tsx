import { VisuallyHidden } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { announced, onAnnouncement } from '../lib/announce.ts';

/** The only region that announces changes to screen readers. */
export function LiveRegion() {
  const message = useSyncExternalStore(onAnnouncement, announced);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {message}
    </VisuallyHidden>
  );
}
