import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Connection } from 'mongoose';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { parseBearer } from './bearer.ts';

/** The event loop is looked at this often: ms. */
const LAG_PRECISION_MS = 20;
/** Seconds, from what is felt as at once to what is felt as broken. */
export const DURATIONS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of a process, as Prometheus reads them. */
export type Metrics = Registry;

/** Creates the metrics of a service: those of the process and its event loop to begin with. */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_PRECISION_MS });
  return registry;
}

/** Shows how many connections to the database there are, and how many are in use. */
export function observePool(registry: Registry, connection: Connection): void {
  const pool = new Gauge({
    name: 'punctual_mongodb_connections',
    help: 'Connections to MongoDB: open, and in use.',
    labelNames: ['state'],
    registers: [registry],
  });
  const client = connection.getClient();
  client.on('connectionCreated', () => pool.inc({ state: 'open' }));
  client.on('connectionClosed', () => pool.dec({ state: 'open' }));
  client.on('connectionCheckedOut', () => pool.inc({ state: 'in_use' }));
  client.on('connectionCheckedIn', () => pool.dec({ state: 'in_use' }));
}

/** Carries out a step, and notes how long it took, however it ended. */
export type Timed = <T>(step: string, work: () => Promise<T>) => Promise<T>;

export function stepTimer(registry: Registry): Timed {
  const durations = new Histogram({
    name: 'punctual_step_duration_seconds',
    help: 'How long a step of watching or sweeping took.',
    labelNames: ['step'],
    buckets: DURATIONS_S,
    registers: [registry],
  });
  return async (step, work) => {
    const done = durations.startTimer({ step });
    try {
      return await work();
    } finally {
      done();
    }
  };
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const digest = (text: string) => createHash('sha256').update(text).digest();

/** Headers by which a proxy on this machine says that it speaks for somebody else. */
const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];
/** A page of another site whose name was made to point here (DNS rebinding) asks under that name. */
const LOCAL_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Allows a request for the metrics with the token, and by nothing else where there is one: a proxy on this machine need
 * not say that it forwards. Without a token all who ask on this machine may read them.
 */
export function mayReadMetrics({ headers, socket }: IncomingMessage, token: string | undefined): boolean {
  if (token !== undefined) {
    const given = parseBearer(headers.authorization);
    return given !== undefined && timingSafeEqual(digest(given), digest(token));
  }
  const isForwarded = FORWARDING.some((name) => headers[name] !== undefined);
  return LOOPBACK.has(socket.remoteAddress ?? '') && !isForwarded && LOCAL_NAME.test(headers.host ?? '');
}
