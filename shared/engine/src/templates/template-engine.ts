import { TEMPLATE_TAGS } from '@punctual/contracts/tasks/template-names';
import { Liquid } from 'liquidjs';
import { byLibrary, type FilterThis, templateFilters } from './template-filters.ts';

/** Longest text of a template in characters: more than any field of a task takes. */
const PARSE_LIMIT = 70_000;
/** Time of one text (ms), looked at between its parts; and what its filters and ranges may build, in characters. */
const RENDER_MS = 250;
const MEMORY_LIMIT = 1_000_000;

/** Writes a value as a text: objects and lists as JSON, nothing as nothing. */
export function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Escapes what is put into HTML. The library calls it as a filter, so that it counts against the limits. */
function outputEscape(this: FilterThis, value: unknown): string {
  return String(byLibrary('escape', this, written(value)));
}

/**
 * Creates the engine of templates for one zone.
 * @param escapesHtml values are escaped wherever they are put into the text
 */
export function createTemplateEngine(zone: string, escapesHtml: boolean): Liquid {
  const engine = new Liquid({
    strictFilters: true,
    ownPropertyOnly: true,
    dynamicPartials: false,
    relativeReference: false,
    templates: {},
    locale: 'en-US',
    timezoneOffset: zone,
    parseLimit: PARSE_LIMIT,
    renderLimit: RENDER_MS,
    memoryLimit: MEMORY_LIMIT,
    ...(escapesHtml && { outputEscape }),
  });
  const tags: readonly string[] = TEMPLATE_TAGS;
  for (const name of Object.keys(engine.tags)) if (!tags.includes(name)) delete engine.tags[name];
  for (const name of Object.keys(engine.filters)) engine.unregisterFilter(name);
  for (const [name, filter] of Object.entries(templateFilters(zone))) engine.registerFilter(name, filter);
  return engine;
}
