const CODE_NAMES: Record<number, string> = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  171: 'CannotIndexParallelArrays',
  238: 'NotImplemented',
  263: 'OperationNotSupportedInTransaction',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  40324: 'UnrecognizedPipelineStage',
  40573: 'ChangeStreamsNotSupported',
};

/** An error a client sees, with MongoDB's number for it and what else the driver reads from it. */
export class ServerError extends Error {
  readonly code: number;
  readonly details: Record<string, unknown>;

  constructor(code: number, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }

  get codeName(): string {
    return CODE_NAMES[this.code] ?? `Location${this.code}`;
  }
}

/** The store failed in the middle of a write: the whole transaction has to be given up. */
export class StorageFailure extends Error {}

const MINGO_CODES: [RegExp, number][] = [
  [/unregistered pipeline operator/, 40324],
  [/immutable field/, 66],
  [/would create a conflict/, 40],
  [/update operator/, 9],
];

/** Gives any failure a code: mingo complains by message only, so what it says decides. */
function toServerError(error: unknown): ServerError {
  if (error instanceof ServerError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof StorageFailure) return new ServerError(1, message);
  const code = MINGO_CODES.find(([pattern]) => pattern.test(message))?.[1] ?? 2;
  return new ServerError(code, message);
}

/** Shape of a failed command's answer. */
export function errorReply(error: unknown): Record<string, unknown> {
  const { code, codeName, message, details } = toServerError(error);
  return { ok: 0, errmsg: message, code, codeName, ...details };
}

/** Shape of one entry of `writeErrors`. */
export function writeError(index: number, error: unknown): Record<string, unknown> {
  const { code, message, details } = toServerError(error);
  return { index, code, errmsg: message, ...details };
}
