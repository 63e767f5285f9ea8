import { useState } from 'react';
import type { Offer } from '../api/set-up-second-factor.ts';
import { AppStep } from './app-step.tsx';
import { PasswordStep } from './password-step.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

interface Props {
  email: string;
  hasPassword: boolean;
  /** The second factor is on, from here there is no way back. */
  onConfirmed?: (() => void) | undefined;
  /** The recovery codes are stored. */
  onDone: () => void;
  onCancel?: (() => void) | undefined;
}

/** Sets up a second factor: password, app, recovery codes. */
export function SetUp({ email, hasPassword, onConfirmed, onDone, onCancel }: Props) {
  const [offer, setOffer] = useState<Offer | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const confirmed = (recoveryCodes: string[]) => {
    setCodes(recoveryCodes);
    onConfirmed?.();
  };
  if (codes !== null) return <RecoveryCodes codes={codes} onStored={onDone} />;
  if (offer === null)
    return <PasswordStep email={email} hasPassword={hasPassword} onOffer={setOffer} onCancel={onCancel} />;
  return <AppStep offer={offer} onConfirmed={confirmed} onCancel={onCancel} />;
}
