import { quote } from "../../scenario/quote.ts";
import { type Answer, refuse, refuseCall } from "./canonicalError.ts";
import type { Control } from "./control.ts";
import { type Collection, fullName } from "./resourceName.ts";
import type { RawRequest } from "./route.ts";

/** Lists and creations are for the account of the key; whether another account exists is not told. */
export function ownAccountOnly({ principal, path }: RawRequest): Answer | undefined {
  if (path.account === principal.account) return undefined;
  return refuseCall(
    "PERMISSION_DENIED",
    `this key belongs to account ${quote(principal.account)} and cannot be used for account ${quote(path.account)}`,
  );
}

/** A deployment is seen by its own account alone. */
export function ownDeploymentOnly({ principal, path }: RawRequest): Answer | undefined {
  return path.account === principal.account ? undefined : notFound(path.account, "deployments", path.deployment);
}

/** A public router of another account may be called and read, but not changed; a private one is not there. */
export function ownRouterOnly({ store }: Control): (request: RawRequest) => Answer | undefined {
  return ({ principal, path: { account, router: id } }) => {
    if (account === principal.account) return undefined;
    const router = store.read((tables) => tables.routers.get(account, id));
    if (router?.public !== true) return notFound(account, "routers", id);
    const name = fullName(account, "routers", id);
    return refuseCall(
      "PERMISSION_DENIED",
      `"${name}" is public: you may call it, but only its own account may change it`,
    );
  };
}

/** The answer for what does not exist and for what must not be known to exist. */
export function notFound(account: string, collection: Collection, id: string): Answer {
  const kind = collection === "routers" ? "router" : "deployment";
  const message = `there is no ${kind} "${fullName(account, collection, id)}"`;
  return refuse("NOT_FOUND", [{ field: "name", message }]);
}
