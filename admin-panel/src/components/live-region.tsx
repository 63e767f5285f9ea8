import { VisuallyHidden } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { announced, onAnnouncement } from '../lib/announce.ts';

/** The one place that screen readers are told of what changed. */
export function LiveRegion() {
  const message = useSyncExternalStore(onAnnouncement, announced);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {message}
    </VisuallyHidden>
  );
}
