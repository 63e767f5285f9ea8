declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}

/**
 * Keeps zod from trying `new Function`, which the page's content security policy forbids and reports. zod reads its
 * settings under this name, so that pages which check no form need not load zod to set them. Must run before zod does.
 */
export function forbidGeneratedCode(): void {
  globalThis.__zod_globalConfig ??= {};
  globalThis.__zod_globalConfig.jitless = true;
}
