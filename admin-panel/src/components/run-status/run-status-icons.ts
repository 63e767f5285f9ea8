import type { RunStatus } from '@punctual/contracts/runs/run-status';
import {
  type Icon,
  IconAlertOctagonFilled,
  IconBan,
  IconCircleCheckFilled,
  IconClock,
  IconPlayerTrackNextFilled,
  IconProgress,
} from '@tabler/icons-react';

/** A shape of its own for each status. */
export const RUN_STATUS_ICONS: Record<RunStatus, Icon> = {
  COMPLETED: IconCircleCheckFilled,
  FAILED: IconAlertOctagonFilled,
  RUNNING: IconProgress,
  SKIPPED: IconPlayerTrackNextFilled,
  PENDING: IconClock,
  CANCELED: IconBan,
};
