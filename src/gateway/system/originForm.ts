/**
 * The target of a request without scheme and host, which clients of a proxy write before it: a server must take both
 * forms (RFC 9112, section 3.2.2). Example: "http://yard:8080/v1/models?x=1" is "/v1/models?x=1".
 */
export function originForm(target: string): string {
  if (target.startsWith("/")) return target;
  const [, path] = /^https?:\/\/[^/?#]*(.*)$/is.exec(target) ?? [];
  if (path === undefined) return target;
  return path.startsWith("/") ? path : `/${path}`;
}
