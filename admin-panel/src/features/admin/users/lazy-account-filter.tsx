import { lazy, Suspense } from 'react';
import { TextFilter } from '../../../components/address-filters.tsx';
import { loadPart } from '../../../lib/load-part.ts';

const AccountSelect = lazy(async () => ({
  default: (await loadPart(() => import('./account-filter.tsx'))).AccountFilter,
}));

interface Props {
  name: string;
  label: string;
}

/** Filters by an account; until its list of accounts is loaded, by a whole address. */
export function AccountFilter(props: Props) {
  return (
    <Suspense fallback={<TextFilter {...props} />}>
      <AccountSelect {...props} />
    </Suspense>
  );
}
