import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { en } from '../lib/strings/en.ts';
import { PageHeader } from './page-header.tsx';

/** Does not reveal if a thing does not exist or belongs to another user. */
export function NotFound() {
  return (
    <>
      <PageHeader title={en.errors.notFoundTitle} />
      <p>{en.errors.notFound}</p>
      <Button component={Link} to="/jobs" variant="default" mt={20}>
        {en.errors.toJobs}
      </Button>
    </>
  );
}
