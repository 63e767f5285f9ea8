import { type ComponentProps, lazy, Suspense } from 'react';
import { loadPart } from '../../../../lib/load-part.ts';
import type { PasteOffer } from './paste-offer.tsx';

const Offer = lazy(async () => ({ default: (await loadPart(() => import('./paste-offer.tsx'))).PasteOffer }));

/**
 * Matches a word and something behind it: neither a URL nor most expressions are that, and a command may be.
 */
const MAY_BE_COMMAND = /^\s*(\$\s+)?((\S*\/)?(curl|wget)(\.exe)?\s|@\w+\s+\S|(\S+\s+){5,}\S)/;

/** Offers to fill in the form from a pasted command; its reader is loaded when there may be one. */
export function Pasted(props: ComponentProps<typeof PasteOffer>) {
  if (!MAY_BE_COMMAND.test(props.text)) return null;
  return (
    <Suspense>
      <Offer {...props} />
    </Suspense>
  );
}
