/** All that `scale` may say. */
export const scaleOptions = {
  "replica-count": { type: "string", requiresArg: true, describe: "Replicas that are wanted" },
} as const;

/** What `update` may say of a deployment. */
export const deploymentOptions = {
  "base-model": { type: "string", requiresArg: true, describe: "Model that it serves" },
  "replica-count": { type: "string", requiresArg: true, describe: "Replicas that are wanted" },
  "min-replica-count": { type: "string", requiresArg: true, describe: "Fewest replicas" },
  "max-replica-count": { type: "string", requiresArg: true, describe: "Most replicas" },
  weight: { type: "string", requiresArg: true, describe: "Weight of one replica; 0 takes it out of the traffic" },
  "scale-up-window": { type: "string", requiresArg: true, describe: "Such as 30s; kept for clients that set it" },
  "scale-down-window": { type: "string", requiresArg: true, describe: "Such as 10m; kept as well" },
  "scale-to-zero-window": { type: "string", requiresArg: true, describe: "Such as 1h; kept as well" },
  "load-targets": { type: "string", requiresArg: true, describe: "Such as default=0.8; kept as well" },
} as const;

/** What `create` may say as well: what serves a deployment cannot change. */
export const newDeploymentOptions = {
  "deployment-id": { type: "string", requiresArg: true, describe: "Its id; made up when absent" },
  mock: {
    type: "string",
    requiresArg: true,
    describe: "Mock fleet: a replica profile, or JSON as a scenario writes it",
  },
  external: {
    type: "string",
    requiresArg: true,
    describe: "Servers that are there already: base URLs, comma separated",
  },
} as const;
