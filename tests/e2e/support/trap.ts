// A trap in the wasm, when a test wants one.

import type { Page } from '@playwright/test';

/** From when the page's `broken` is true every call into the wasm traps; `calls` counts them. */
export async function breakable(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const instantiate = WebAssembly.instantiate as (...values: any[]) => Promise<any>;
    (window as any).calls = 0;
    (WebAssembly as any).instantiate = async (...values: any[]) => {
      const instance = await instantiate(...values);
      const exports: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(instance.exports)) {
        exports[name] =
          typeof value !== 'function'
            ? value
            : (...args: unknown[]) => {
                if ((window as any).broken) {
                  (window as any).calls += 1;
                  throw new WebAssembly.RuntimeError('unreachable');
                }
                return value(...args);
              };
      }
      return { exports };
    };
  });
}
