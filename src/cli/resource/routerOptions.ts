/** What `update` may say of a router. */
export const routerOptions = {
  deployments: {
    type: "string",
    requiresArg: true,
    describe: "Names separated by commas; replica counts set the split",
  },
  model: { type: "string", requiresArg: true, describe: "Base model that it stands for" },
  strategy: { type: "string", requiresArg: true, describe: "weighted-random or even-load" },
  aliases: { type: "string", requiresArg: true, describe: "Other names to call it by, separated by commas" },
  public: { type: "boolean", describe: "Any account may call it; --no-public for its own alone" },
  "session-affinity": { type: "boolean", describe: "Requests of a session go to the same deployment" },
} as const;

/** What `create` may say as well. */
export const newRouterOptions = {
  "router-id": { type: "string", requiresArg: true, describe: "Its id; made up when absent" },
} as const;
