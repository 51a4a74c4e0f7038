/**
 * The path of a call as fastify matches it. `{name}` is everything up to the next slash; at the end of a path it is
 * everything without a colon, since behind a colon stands a verb: `/deployments/{deployment}:scale`.
 */
export function routePattern(path: string): string {
  return path
    .replace(/\{(\w+)\}$/, ":$1(^[^:]+$)")
    .replace(/\{(\w+)\}:(\w+)$/, ":$1(^[^:]+)::$2")
    .replaceAll(/\{(\w+)\}/g, ":$1");
}
