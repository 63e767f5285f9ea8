import type { UserView } from '@punctual/contracts/users/user';
import { useOutletContext } from 'react-router';
import { FilterBar, SelectFilter, TextFilter } from '../../components/address-filters.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ViewsButton } from '../../components/views/views-button.tsx';
import { UsersView } from '../../features/admin/users/users-view.tsx';
import { adminWords } from '../../lib/strings/admin.ts';

const words = adminWords.users;
const ROLES = [
  { value: 'admin', label: words.roles.admin },
  { value: 'user', label: words.roles.user },
];
const SORTS = [{ value: '-failing', label: words.sorts.failing }];

/** Lists all accounts, and what may be done about them. */
export function UsersPage() {
  const { id } = useOutletContext<UserView>();
  return (
    <>
      <PageHeader title={words.title} more={<ViewsButton />} />
      <FilterBar>
        <TextFilter name="q" label={words.search} hint={words.searchHint} whileTyping />
        <SelectFilter name="role" label={words.roleFilter} options={ROLES} />
        <SelectFilter name="sort" label={words.sort} options={SORTS} any={words.sorts.email} />
      </FilterBar>
      <UsersView selfId={id} />
    </>
  );
}
