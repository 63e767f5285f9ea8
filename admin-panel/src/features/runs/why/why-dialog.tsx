import { lazy, Suspense } from 'react';
import { loadPart } from '../../../lib/load-part.ts';
import type { WhyProps } from './why-modal.tsx';

const WhyModal = lazy(async () => ({ default: (await loadPart(() => import('./why-modal.tsx'))).WhyModal }));

/** Explains why a job ran, or did not, at any instant. Its code is loaded when it is first opened. */
export const WhyDialog = (props: WhyProps) => (
  <Suspense>
    <WhyModal {...props} />
  </Suspense>
);
