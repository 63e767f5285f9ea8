/** Something the person at the terminal can mend: the message is one clear sentence that says what to type. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** Formats an error for the terminal: its sentence when it is meant for people, otherwise its stack as well. */
export function describeError(error: unknown): string {
  if (error instanceof SetupError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
