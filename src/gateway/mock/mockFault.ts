/** What can be done to a mock deployment: the faults of a scenario's timeline, field for field. */
export type MockFault = { readonly deployment: string } & (
  | { readonly kind: "crash"; readonly replicas: number; readonly restart: boolean }
  | { readonly kind: "slow"; readonly factor: number }
  | { readonly kind: "error-rate"; readonly probability: number }
  | { readonly kind: "black-hole"; readonly on: boolean }
  | { readonly kind: "startup-failure"; readonly on: boolean }
);
