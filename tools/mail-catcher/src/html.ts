const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML that is known to be safe: only `html` makes it. */
export class SafeHtml {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Builds HTML; every value put in is escaped unless it is SafeHtml itself (or a list of it). */
export function html(
  parts: TemplateStringsArray,
  ...values: Array<string | number | SafeHtml | SafeHtml[]>
): SafeHtml {
  const rendered = values.map(render);
  return new SafeHtml(parts.map((part, index) => part + (rendered[index] ?? '')).join(''));
}

function render(value: string | number | SafeHtml | SafeHtml[]): string {
  if (value instanceof SafeHtml) return value.text;
  if (Array.isArray(value)) return value.map((entry) => entry.text).join('');
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
