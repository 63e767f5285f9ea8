import { type TemplateOrder, type TemplateResult, workOnTemplates } from './template-work.ts';

/** Works in a thread of its own, which can be ended: a template may be a program without an end. */
// biome-ignore lint/style/noDefaultExport: piscina calls the default export of a worker's file
export default function work(order: TemplateOrder): TemplateResult {
  return workOnTemplates(order);
}
