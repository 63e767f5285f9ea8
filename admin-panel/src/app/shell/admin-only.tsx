import { Button } from '@mantine/core';
import type { UserView } from '@punctual/contracts/users/user';
import { Link, Outlet, useOutletContext } from 'react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { en } from '../../lib/strings/en.ts';

/**
 * Lets administrators through. The server refuses in any case; here others learn it before anything is asked
 * for.
 */
export function AdminOnly() {
  const user = useOutletContext<UserView>();
  if (user.role === 'admin') return <Outlet context={user} />;
  return (
    <>
      <PageHeader title={en.errors.needsAdminTitle} />
      <p>{en.errors.needsAdmin}</p>
      <Button component={Link} to="/jobs" variant="default" mt={20}>
        {en.errors.toJobs}
      </Button>
    </>
  );
}
