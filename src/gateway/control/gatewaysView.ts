/** What the control plane knows of the processes that route. */
export interface GatewaysView {
  /** Version of the store that every gateway routes by at least; Infinity while there is no gateway. */
  oldestVersion(): number;
}
