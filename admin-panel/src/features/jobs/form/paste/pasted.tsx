import { type ComponentProps, lazy, Suspense } from 'react';
import type { PasteOffer } from './paste-offer.tsx';

const Offer = lazy(async () => ({ default: (await import('./paste-offer.tsx')).PasteOffer }));

/** A word and something behind it. Neither a URL nor most expressions are that, and only for a command it is read closely. */
const MAY_BE_COMMAND = /^\s*(\$\s+)?(curl(\.exe)?\s|@\w+\s+\S|(\S+\s+){5,}\S)/;

/** The offer to fill in the form from a pasted command; its reader is loaded when there may be one. */
export function Pasted(props: ComponentProps<typeof PasteOffer>) {
  if (!MAY_BE_COMMAND.test(props.text)) return null;
  return (
    <Suspense>
      <Offer {...props} />
    </Suspense>
  );
}
