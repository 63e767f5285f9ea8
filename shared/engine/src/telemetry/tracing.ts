import { ConfigError, type Environment } from '../platform/config.ts';
import type { Ended, Tracer, Work } from './tracer.ts';

const ENDPOINTS = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
const PROTOCOLS = ['OTEL_EXPORTER_OTLP_PROTOCOL', 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'];
const PROTOCOL = 'http/protobuf';
/** Names the part of the traces that begin here that is kept, from 0 to 1. */
const SHARE = 'OTEL_TRACES_SAMPLER_ARG';

let tracer: Tracer | null = null;

/**
 * Begins to trace this process, if the variables of OpenTelemetry say where to; they are read by its own
 * packages, which are loaded only then. Comes before what is to be traced is loaded, and once.
 * @throws ConfigError for a protocol that is not spoken here
 */
export async function startTracing(service: string, env: Environment): Promise<void> {
  if (!isWanted(env)) return;
  const wrong = [...problemsOf(env)];
  if (wrong.length > 0) throw new ConfigError(`These settings are wrong:\n${wrong.join('\n')}`);
  const { openTelemetry } = await import('./open-telemetry.ts');
  tracer = openTelemetry(env.OTEL_SERVICE_NAME || service, Number(env[SHARE] || 1));
}

function* problemsOf(env: Environment): Generator<string> {
  for (const name of PROTOCOLS)
    if (env[name] && env[name] !== PROTOCOL) yield `  ${name}: only ${PROTOCOL} is spoken here.`;
  const share = Number(env[SHARE] || 1);
  if (!(share >= 0 && share <= 1)) yield `  ${SHARE}: must be a number from 0 to 1.`;
}

const isWanted = (env: Environment): boolean =>
  ENDPOINTS.some((name) => env[name]) &&
  env.OTEL_SDK_DISABLED?.toLowerCase() !== 'true' &&
  env.OTEL_TRACES_EXPORTER !== 'none';

/** Sends what has not been sent yet. */
export async function stopTracing(): Promise<void> {
  const stopped = tracer;
  tracer = null;
  await stopped?.stop();
}

/** Carries out work in a span of its own; without tracing it is the work alone. */
export const inSpan = <T>(
  work: () => Work,
  carryOut: () => Promise<T>,
  ended: (result: T) => Ended,
): Promise<T> => (tracer ? tracer.inSpan(work(), carryOut, ended) : carryOut());

/** The context of the request that an object is for, kept as long as the object. */
const contexts = new WeakMap<object, string>();

/** Notes that these objects belong to the work that is done now. */
export function keepContext(things: object[]): void {
  const context = tracer?.context();
  if (context) for (const thing of things) contexts.set(thing, context);
}

export const contextOf = (thing: object): string | undefined => contexts.get(thing);
