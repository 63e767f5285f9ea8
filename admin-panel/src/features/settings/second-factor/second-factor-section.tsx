import { Button } from '@mantine/core';
import type { Answer } from '@punctual/contracts/api/endpoint';
import type { getSecondFactor } from '@punctual/contracts/api/second-factor-contract';
import type { UserView } from '@punctual/contracts/users/user';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { BlockError } from '../../../components/block-error.tsx';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import { loadPart } from '../../../lib/load-part.ts';
import { settingsWords } from '../../../lib/strings/settings.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { secondFactorQuery } from '../api/get-second-factor.ts';
import classes from './second-factor.module.css';
import type { Act } from './second-factor-dialog.tsx';

const Dialog = lazy(async () => ({
  default: (await loadPart(() => import('./second-factor-dialog.tsx'))).SecondFactorDialog,
}));
const words = settingsWords.secondFactor;
/** With no more recovery codes than these, it is time for others. */
const FEW_CODES = 3;

/** Says if the account has a second factor, and offers to change that. */
export function SecondFactorSection({ email, hasPassword }: Pick<UserView, 'email' | 'hasPassword'>) {
  const { data, error, refetch } = useQuery(secondFactorQuery);
  const [act, setAct] = useState<Act | null>(null);
  const [opened, setOpened] = useState(false);
  const open = (next: Act) => {
    setAct(next);
    setOpened(true);
  };
  return (
    <>
      {data !== undefined ? (
        <State factor={data} onAct={open} />
      ) : error === null ? (
        <SkeletonRows rows={1} height={72} />
      ) : (
        <BlockError message={words.failed} error={error} onRetry={() => void refetch()} />
      )}
      {act !== null && (
        <Suspense>
          <Dialog
            act={act}
            opened={opened}
            email={email}
            hasPassword={hasPassword}
            onClose={() => setOpened(false)}
          />
        </Suspense>
      )}
    </>
  );
}

interface StateProps {
  factor: Answer<typeof getSecondFactor>;
  onAct: (act: Act) => void;
}

function State({ factor: { state, available, since, recoveryCodesLeft }, onAct }: StateProps) {
  if (state !== 'on' || since === null)
    return (
      <>
        <p className={classes.facts}>{available ? words.off : words.notAvailable}</p>
        {available && (
          <div className={classes.acts}>
            <Button onClick={() => onAct('setUp')}>{words.acts.setUp}</Button>
          </div>
        )}
      </>
    );
  return (
    <>
      <p>{words.on(instantText(new Date(since), viewerZone()))}</p>
      {recoveryCodesLeft > FEW_CODES ? (
        <p className={classes.facts}>{words.left(recoveryCodesLeft)}</p>
      ) : (
        <p className={classes.few}>{words.few(recoveryCodesLeft)}</p>
      )}
      <p className={classes.facts}>{words.otherPhone}</p>
      <div className={classes.acts}>
        <Button variant="default" onClick={() => onAct('renew')}>
          {words.acts.renew}
        </Button>
        <Button variant="default" onClick={() => onAct('remove')}>
          {words.acts.remove}
        </Button>
      </div>
    </>
  );
}
