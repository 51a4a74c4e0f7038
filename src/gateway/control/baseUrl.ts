import { quote } from "../../scenario/quote.ts";

const longest = 2000;

/** The base URL of a replica, without a slash at its end, or what is wrong with it. */
export function readBaseUrl(text: string): { readonly url: string } | { readonly mistake: string } {
  const wrong = { mistake: `expected an http or https URL such as "http://10.0.0.7:8000", got ${quote(text)}` };
  if (text.length > longest || !URL.canParse(text)) return wrong;
  const { protocol, username, password, origin, pathname } = new URL(text);
  if (protocol !== "http:" && protocol !== "https:") return wrong;
  if (username !== "" || password !== "") return { mistake: "expected a URL without a user and a password in it" };
  if (/[?#]/.test(text)) return { mistake: `expected a URL that ends with its path, got ${quote(text)}` };
  return { url: `${origin}${pathname.replace(/\/+$/, "")}` };
}
