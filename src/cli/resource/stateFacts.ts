import { type Fields, objectIn, textIn } from "./fields.ts";
import type { Fact } from "./resourceKind.ts";

/** How it is with a resource; its status only where it is not OK. */
export function stateFacts(resource: Fields): readonly Fact[] {
  const status = objectIn(resource, "status") ?? {};
  const [code, message] = [textIn(status, "code"), textIn(status, "message")];
  const state = { label: "state", text: textIn(resource, "state") };
  return code === "OK" || code === "" ? [state] : [state, { label: "status", text: `${code}: ${message}` }];
}

/** When a resource was made, and whose key made it where that is told. */
export function createdFact(resource: Fields): Fact {
  const [time, by] = [textIn(resource, "createTime"), textIn(resource, "createdBy")];
  return { label: "created", text: by === "" ? time : `${time} by ${by}` };
}
