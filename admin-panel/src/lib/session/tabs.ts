import { accessToken, dropToken, holdToken, subjectOf } from './session-store.ts';

/** A message between the tabs of one browser. */
type Message = { kind: 'token'; value: string; expiresIn: number } | { kind: 'loggedOut' };

const channel = new BroadcastChannel('punctual-session');

export const tellTabs = (message: Message): void => channel.postMessage(message);

/** Drops the session after a logout on purpose: drafts go, too. */
export function leave(): void {
  sessionStorage.clear();
  dropToken('out');
}

channel.onmessage = ({ data }: MessageEvent<Message>) => {
  if (data.kind === 'loggedOut') return leave();
  const own = accessToken();
  // Somebody else logged in from another tab: nothing of the first person may stay on this one.
  if (own !== null && subjectOf(own.value) !== subjectOf(data.value)) return window.location.reload();
  holdToken(data.value, data.expiresIn);
};
