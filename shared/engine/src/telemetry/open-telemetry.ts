import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { context, propagation, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { IORedisInstrumentation } from '@opentelemetry/instrumentation-ioredis';
import { MongoDBInstrumentation } from '@opentelemetry/instrumentation-mongodb';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { withTimeout } from '../platform/with-timeout.ts';
import type { Ended, Tracer, Work } from './tracer.ts';

/** A receiver that does not answer holds up the end of the process no longer. */
const LAST_WORDS_MS = 3_000;
const NOT_TRACED = /^\/(health|metrics)(\/|\?|$)/;

/**
 * OpenTelemetry, which sends spans over OTLP. Loaded only where it is wanted: see tracing.ts.
 * @param share of the traces that begin here, from 0 to 1; a request with a `traceparent` brings its own decision
 */
export function openTelemetry(service: string, share: number): Tracer {
  const named = resourceFromAttributes({ 'service.name': service });
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(detectResources({ detectors: [envDetector] }))
      .merge(named),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  registerInstrumentations({ tracerProvider: provider, instrumentations: instrumentations() });
  loadWrapped();
  return {
    inSpan,
    context() {
      const carrier: { traceparent?: string } = {};
      propagation.inject(context.active(), carrier);
      return carrier.traceparent;
    },
    // What cannot be sent at the end is lost, and the end is no worse for it.
    stop: () => withTimeout(LAST_WORDS_MS, provider.shutdown(), 'The receiver of traces').catch(() => {}),
  };
}

/** Leaves out requests of jobs: the other side must not learn of traces, nor the receiver of what jobs call. */
const instrumentations = () => [
  new HttpInstrumentation({
    disableOutgoingRequestInstrumentation: true,
    ignoreIncomingRequestHook: ({ url = '' }) => NOT_TRACED.test(url),
    applyCustomAttributesOnSpan: (span, request, response) => {
      const route = routeOf(response as ServerResponse & { req?: Routed });
      if (!route) return;
      span.updateName(`${request.method} ${route}`);
      span.setAttribute('http.route', route);
    },
  }),
  new MongoDBInstrumentation(),
  new IORedisInstrumentation(),
];

type Routed = IncomingMessage & { baseUrl?: string; route?: { path?: unknown } };

/** Finds the path as express knows it, with names for the parts that differ: `/users/jobs/:id`. */
function routeOf({ req }: { req?: Routed }): string | null {
  const path = req?.route?.path;
  return typeof path === 'string' ? `${req?.baseUrl ?? ''}${path}` : null;
}

/**
 * Instrumentations see what is required, and our services import. These are CommonJS modules, or Node's own:
 * required here before any import of them, they are wrapped in place, and all modules get the same classes.
 * So it takes no loader hook, which would slow down every import.
 */
function loadWrapped(): void {
  const require = createRequire(import.meta.url);
  for (const name of ['node:http', 'ioredis']) require(name);
  // The driver that mongoose uses, which is not always the one that we would find.
  createRequire(require.resolve('mongoose'))('mongodb');
}

function inSpan<T>(
  { name, facts, context: parent }: Work,
  carryOut: () => Promise<T>,
  ended: (result: T) => Ended,
) {
  const carrier = parent ? { traceparent: parent } : {};
  const around = parent ? propagation.extract(ROOT_CONTEXT, carrier) : context.active();
  const tracer = trace.getTracer('punctual');
  return tracer.startActiveSpan(name, { attributes: facts }, around, async (span) => {
    try {
      const result = await carryOut();
      const { facts: more = {}, error = null } = ended(result);
      span.setAttributes(more);
      if (error !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: error });
      return result;
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
