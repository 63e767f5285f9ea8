import { hostname } from 'node:os';
import type { Document } from 'bson';
import { MAX_DOCUMENT_BYTES, MAX_MESSAGE_BYTES, MAX_WIRE_VERSION, MAX_WRITE_BATCH } from '../wire/limits.ts';
import type { CommandCall } from './command.ts';

const VERSION = '7.0.0';
const SESSION_MINUTES = 30;

/** `hello` and `isMaster`: a single server, no replica set, hence no transactions and no change streams. */
export function hello({ connectionId, now }: CommandCall): Document {
  return {
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_WRITE_BATCH,
    localTime: now,
    logicalSessionTimeoutMinutes: SESSION_MINUTES,
    connectionId,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    ok: 1,
  };
}

/** `buildInfo`: the version whose behaviour is followed, and what this really is. */
export function buildInfo(): Document {
  const versionArray = VERSION.split('.').map(Number);
  return {
    version: VERSION,
    versionArray,
    modules: ['embedded, not for production'],
    storageEngines: ['lmdb'],
    bits: 64,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    ok: 1,
  };
}

/** `serverStatus`: a little of it. */
export function serverStatus({ connectionId, now }: CommandCall): Document {
  return {
    host: hostname(),
    version: VERSION,
    process: 'embedded-mongo',
    pid: process.pid,
    uptime: process.uptime(),
    localTime: now,
    connections: { totalCreated: connectionId },
    mem: { resident: Math.round(process.memoryUsage.rss() / 2 ** 20) },
    ok: 1,
  };
}

/** `hostInfo`: where it runs. */
export function hostInfo({ now }: CommandCall): Document {
  return {
    system: { currentTime: now, hostname: hostname() },
    os: { type: process.platform },
    extra: {},
    ok: 1,
  };
}

/** `getParameter`: there is only the version of the features. */
export function getParameter(): Document {
  return { featureCompatibilityVersion: { version: '7.0' }, ok: 1 };
}

/** `connectionStatus`: there are no users. */
export function connectionStatus(): Document {
  return { authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 };
}

/** Commands that need no more than a yes: `ping`, and those about sessions, which are accepted and ignored. */
export function acknowledge(): Document {
  return { ok: 1 };
}
