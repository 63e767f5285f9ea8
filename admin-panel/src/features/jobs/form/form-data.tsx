import { ApiError } from '@punctual/contracts/api/client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { BlockError } from '../../../components/block-error.tsx';
import { NotFound } from '../../../components/not-found.tsx';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import { formWords } from '../../../lib/strings/form.ts';
import { whatWords } from '../../../lib/strings/form-what.ts';

interface Props {
  queries: readonly UseQueryResult<unknown>[];
  children: ReactNode;
}

const BLOCK_HEIGHT = 420;

/** Shows the form as soon as everything that it needs is loaded, or says what could not be loaded. */
export function FormData({ queries, children }: Props) {
  const failed = queries.find(({ isError, data }) => isError && data === undefined);
  if (failed?.error instanceof ApiError && failed.error.status === 404) return <NotFound />;
  if (failed !== undefined)
    return (
      <BlockError
        message={queries[0] === failed ? whatWords.kindsFailed : formWords.jobFailed}
        error={failed.error}
        onRetry={() => void failed.refetch()}
      />
    );
  if (queries.some(({ data }) => data === undefined)) return <SkeletonRows rows={2} height={BLOCK_HEIGHT} />;
  return children;
}
