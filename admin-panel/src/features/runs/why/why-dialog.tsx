import { lazy, Suspense } from 'react';

const WhyModal = lazy(async () => ({ default: (await import('./why-modal.tsx')).WhyModal }));

export interface WhyProps {
  jobId: string;
  jobName: string;
  /** The job's own zone, if it has one. */
  zone: string | null;
  /** The instant that is asked about first. */
  at: string;
  onClose: () => void;
}

/** Why did it run, or not, at any instant? Loaded when it is first asked. */
export const WhyDialog = (props: WhyProps) => (
  <Suspense>
    <WhyModal {...props} />
  </Suspense>
);
