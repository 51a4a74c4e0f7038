import { attributionHeaders } from "../routingPlan.ts";

/** Who served a request, as far as it came. */
export interface Attribution {
  /** Bare id; absent when a deployment was called by its own name. */
  readonly router?: string | undefined;
  readonly deployment?: string | undefined;
  readonly replica?: string | undefined;
  /** Attempts made so far: 0 when nobody could be asked. */
  readonly attempts: number;
}

export const unattributed: Attribution = { attempts: 0 };

/** Adds the headers that tell it, names and values in turn. */
export function addAttribution(headers: string[], { router, deployment, replica, attempts }: Attribution): void {
  if (router !== undefined) headers.push(attributionHeaders.router, router);
  if (deployment !== undefined) headers.push(attributionHeaders.deployment, deployment);
  if (replica !== undefined) headers.push(attributionHeaders.replica, replica);
  headers.push(attributionHeaders.attempts, String(attempts));
}
