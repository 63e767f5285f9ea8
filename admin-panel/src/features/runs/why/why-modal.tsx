import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import '@mantine/core/styles/Modal.css';
import { Button, Modal, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BlockError } from '../../../components/block-error.tsx';
import { useFocusBack } from '../../../components/keep-focus.ts';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import type { Scope } from '../../../lib/api/source.ts';
import { runsWords } from '../../../lib/strings/runs.ts';
import { instantAt, wallTimeAt } from '../../../lib/time/wall-time.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { type AskedTime, explanationQuery } from '../api/explain-instant.ts';
import { Explained } from './explained.tsx';
import classes from './why-modal.module.css';

const words = runsWords.why;

export interface WhyProps {
  scope: Scope;
  jobId: string;
  jobName: string;
  /** The job's own zone, if it has one. */
  zone: string | null;
  /** The instant that is asked about first. */
  at: string;
  onClose: () => void;
}

/** Asks for a date and a time in the job's zone, and the answer: a sentence, its proof, and what to do. */
export function WhyModal({ scope, jobId, jobName, zone: jobZone, at: first, onClose }: WhyProps) {
  const zone = jobZone ?? viewerZone();
  const [asked, setAsked] = useState<AskedTime>({ at: first });
  // What is chosen below is written into the field; what is typed into it stays as it was typed.
  const [chosen, setChosen] = useState(first);
  const choose = (at: string) => {
    setAsked({ at });
    setChosen(at);
  };
  useFocusBack();
  const explanation = useQuery({
    ...explanationQuery(scope, jobId, asked),
    placeholderData: keepPreviousData,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title(jobName)}
      size={560}
      lockScroll={false}
      withCloseButton={false}
    >
      <div className={classes.why}>
        <Instant key={chosen} at={chosen} zone={zone} onChange={setAsked} />
        {explanation.data !== undefined ? (
          <div
            className={classes.answer}
            data-stale={explanation.isPlaceholderData || undefined}
            role="status"
          >
            <Explained
              explanation={explanation.data}
              scope={scope}
              jobId={jobId}
              zone={zone}
              onAsk={choose}
            />
          </div>
        ) : explanation.isError ? (
          <BlockError
            message={words.couldNot}
            error={explanation.error}
            onRetry={() => void explanation.refetch()}
          />
        ) : (
          <SkeletonRows rows={2} height={44} />
        )}
        <Button className={classes.close} variant="default" onClick={onClose}>
          {runsWords.close}
        </Button>
      </div>
    </Modal>
  );
}

interface InstantProps {
  at: string;
  zone: string;
  onChange: (asked: AskedTime) => void;
}

/** The part of a time with seconds: 09:00:00. */
const WITH_SECONDS = /:\d\d:/;

/**
 * Edits the instant to the second: occurrences may be that close. A time that is typed is meant as it is shown
 * elsewhere: as the whole second, or without seconds the whole minute. Until then it is the very instant.
 */
function Instant({ at, zone, onChange }: InstantProps) {
  const wall = wallTimeAt(new Date(Math.floor(Date.parse(at) / SECOND_MS) * SECOND_MS), zone);
  const [text, setText] = useState(`${wall.date}T${wall.time}`);
  const [date = '', time = ''] = text.split('T');
  const isRead = instantAt({ date, time }, zone) !== null;
  const change = (next: string) => {
    setText(next);
    const [nextDate = '', nextTime = ''] = next.split('T');
    const instant = instantAt({ date: nextDate, time: nextTime }, zone);
    const withinMs = WITH_SECONDS.test(nextTime) ? SECOND_MS : MINUTE_MS;
    if (instant !== null) onChange({ at: instant.toISOString(), withinMs });
  };
  return (
    <TextInput
      type="datetime-local"
      step={1}
      label={words.seconds}
      description={words.askHint(zone)}
      error={isRead ? undefined : words.unreadable}
      data-autofocus
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
