/** Sizes a client is told in the handshake. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
export const MAX_MESSAGE_BYTES = 48_000_000;
export const MAX_WRITE_BATCH = 100_000;
/** MongoDB 7.0; the first that would oblige us to answer bulkWrite is 25. */
export const MAX_WIRE_VERSION = 21;

/** Options for reading BSON, the same everywhere: numbers as numbers, so that mingo can compare and add them. */
export const DECODE = { promoteValues: true, promoteLongs: true, validation: { utf8: false } };
