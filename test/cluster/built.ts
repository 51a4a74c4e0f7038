/** Threads run compiled code only, so suites that start some take the modules from where they were built. */
export function built(path: string): string {
  return new URL(`../../dist/${path}`, import.meta.url).href;
}
