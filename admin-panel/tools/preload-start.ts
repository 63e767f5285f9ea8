import { join } from 'node:path';
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

const NONCE = '__CSP_NONCE__';

/**
 * Has the page load the panel at once. The entry imports it only when the language is known, which would be one trip to
 * the server later.
 */
export function preloadStart(panel: string): Plugin {
  const start = join(panel, 'src/start.tsx');
  return {
    name: 'punctual:preload-start',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle, chunk }) => (bundle === undefined ? [] : tagsOf(bundle, start, chunk?.fileName)),
    },
  };
}

function tagsOf(bundle: Bundle, start: string, entry: string | undefined): HtmlTagDescriptor[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const first = chunks.find(({ moduleIds }) => moduleIds.includes(start));
  if (first === undefined) throw new Error(`No chunk holds ${start}.`);
  const needed = [first, ...chunks.filter(({ fileName }) => first.imports.includes(fileName))];
  const styles = needed.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]);
  return [
    ...needed
      .filter(({ fileName }) => fileName !== entry)
      .map(({ fileName }) => link('modulepreload', fileName)),
    ...styles.map((file) => link('stylesheet', file)),
  ];
}

const link = (rel: string, file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel, crossorigin: true, href: `/${file}`, nonce: NONCE },
  injectTo: 'head',
});
