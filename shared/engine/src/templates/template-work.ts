import type { TemplateText } from '@punctual/contracts/tasks/template-texts';
import { Context, type Liquid, type Template, toValueSync } from 'liquidjs';
import { findProblem } from './template-check.ts';
import { createTemplateEngine, written } from './template-engine.ts';
import { OversizeError, type TemplateProblem, toProblem } from './template-problem.ts';
import type { TemplateScope } from './template-values.ts';

/** Longest text that is rendered, in characters: more than any field of a task takes. */
const RENDERED_LIMIT = 100_000;

/** The work of the thread: nothing, to see that it is there; a check of templates; or their texts. */
export type TemplateOrder =
  | { kind: 'wake' }
  | { kind: 'check'; templates: TemplateText[]; data: object; isEmail: boolean }
  | { kind: 'render'; templates: TemplateText[]; scope: TemplateScope; zone: string };

/** The result: problems, where there are any; else the texts in the order of their templates, or none for a check. */
export interface TemplateResult {
  problems: TemplateProblem[];
  texts: string[];
}

/** Checks or renders templates. Pure: it is done in a thread, which is ended if it takes too long. */
export function workOnTemplates(order: TemplateOrder): TemplateResult {
  if (order.kind === 'wake') return { problems: [], texts: [] };
  if (order.kind === 'render') return render(order);
  const { templates, data, isEmail } = order;
  const engine = createTemplateEngine('UTC', false);
  const problems = templates.flatMap(
    ({ path, text }) => findProblem(engine, { path, text, isEmail }, data) ?? [],
  );
  return { problems, texts: [] };
}

function render({ templates, scope, zone }: Extract<TemplateOrder, { kind: 'render' }>): TemplateResult {
  const texts: string[] = [];
  for (const { path, form, text } of templates) {
    try {
      const engine = createTemplateEngine(zone, form === 'html');
      texts.push(renderText(engine, engine.parse(text), scope));
    } catch (error) {
      return { problems: [toProblem(error, path)], texts: [] };
    }
  }
  return { problems: [], texts };
}

function renderText(engine: Liquid, templates: Template[], scope: TemplateScope): string {
  const context = new Context(scope, engine.options, { sync: true });
  const output = new BoundedOutput();
  toValueSync(engine.renderer.renderTemplates(templates, context, output));
  return output.buffer;
}

/** Collects what is rendered, up to a limit: the library counts what filters build, not what a loop writes. */
class BoundedOutput {
  buffer = '';

  write(value: unknown): void {
    this.buffer += written(value);
    if (this.buffer.length > RENDERED_LIMIT) throw new OversizeError('The text is too long');
  }
}
