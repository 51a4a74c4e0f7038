import type { WrittenScenario } from "./writtenScenario.ts";

// Small scenarios that can be played in both worlds. But for `evenLoad` and `heldToTheEnd`, answers are over long before the next
// request arrives in virtual time, as they are over HTTP, where the next request is not sent before.

const sizes = { prompt: { kind: "lognormal", median: 30, p99: 200 }, output: { kind: "geometric", mean: 20 } };
const quick = { slots: 4, queue: 0, service: { kind: "fixed", value: "1ms" } };
const never = { kind: "fixed", value: "1h" };

/** Arrivals a second apart. */
const steady = { arrivals: { kind: "constant", rate: "1/s" }, ...sizes };

/** The worked migration in small: 100 %, at once 80/20, in steps, and over. */
export const migration: WrittenScenario = {
  name: "migration",
  duration: "400s",
  router: { id: "my-router", deployments: ["current-deployment"] },
  fleet: {
    "current-deployment": { replicas: 4, balancing: "random", replica: quick },
    "new-deployment": { replicas: 0, balancing: "random", replica: quick },
  },
  traffic: steady,
  timeline: [
    { at: "40s", id: "add", action: "scale", deployment: "new-deployment", replicas: 1 },
    {
      at: "40s",
      id: "route-to-both",
      action: "update-router",
      deployments: ["current-deployment", "new-deployment"],
    },
    { at: "160s", id: "grow-new", action: "scale", deployment: "new-deployment", replicas: 4 },
    { at: "240s", id: "shrink-current", action: "scale", deployment: "current-deployment", replicas: 1 },
    { at: "320s", id: "empty-current", action: "scale", deployment: "current-deployment", replicas: 0 },
    { at: "350s", id: "route-to-new", action: "update-router", deployments: ["new-deployment"] },
    { at: "360s", id: "remove-current", action: "delete-deployment", deployment: "current-deployment" },
  ],
};

/** Weights, replicas that never become ready, and nobody to route to. */
export const nobodyIsLeft: WrittenScenario = {
  name: "nobody-is-left",
  duration: "100s",
  router: { id: "r", deployments: ["a", "b", "canary"] },
  fleet: {
    a: { replicas: 2, balancing: "random", replica: quick },
    b: { replicas: 1, balancing: "random", weight: 0.5, replica: quick },
    canary: { replicas: 0, startup: never, balancing: "random", replica: quick },
  },
  traffic: steady,
  timeline: [
    { at: "20s", action: "scale", deployment: "canary", replicas: 3 },
    { at: "30s", action: "weight", deployment: "a", weight: 0 },
    { at: "40s", action: "weight", deployment: "b", weight: 0 },
    { at: "55s", action: "weight", deployment: "a", weight: 2.5 },
    { at: "65s", action: "scale", deployment: "a", replicas: 0 },
    { at: "75s", action: "weight", deployment: "b", weight: 1 },
    { at: "85s", action: "update-router", deployments: ["canary", "a"] },
  ],
};

/** Errors by chance, slowness, crashes, with service times by chance. */
export const faults: WrittenScenario = {
  name: "faults",
  duration: "160s",
  router: { id: "r", deployments: ["a", "b"] },
  fleet: {
    a: {
      replicas: 3,
      balancing: "random",
      replica: { slots: 4, queue: 0, service: { kind: "exponential", mean: "4ms" } },
    },
    b: {
      replicas: 2,
      balancing: "random",
      replica: { slots: 1, queue: 0, service: { kind: "lognormal", median: "3ms", p99: "12ms" } },
    },
  },
  traffic: steady,
  timeline: [
    { at: "20s", action: "error-rate", deployment: "a", rate: "40%", for: "60s" },
    { at: "40s", action: "crash", deployment: "a", replicas: 1, restart: true },
    { at: "60s", action: "error-rate", deployment: "b", rate: "100%", for: "30s" },
    { at: "70s", action: "slow", deployment: "b", factor: 3 },
    { at: "100s", action: "crash", deployment: "b", replicas: 1, restart: false },
    { at: "120s", action: "crash", deployment: "b", replicas: 1, restart: false },
  ],
};

/** Replicas that batch: the time of an answer follows from its tokens, and some need more room than there is. */
export const batching: WrittenScenario = {
  name: "batching",
  duration: "60s",
  router: { id: "r", deployments: ["a", "b"] },
  fleet: {
    a: {
      replicas: 2,
      balancing: "random",
      replica: {
        batching: {
          base: "300us",
          perPrefillToken: "10us",
          perSequence: "20us",
          maxRunning: 8,
          tokenBudget: 64,
          kvTokens: 80,
        },
      },
    },
    b: { replicas: 1, balancing: "random", replica: { profile: "mock-worker", kvTokens: 60 } },
  },
  traffic: steady,
};

const held = { slots: 40, queue: 0, service: { kind: "fixed", value: "1h" } };

/** No promise of shares: the load decides, and chance between equals; then the strategy is changed under load. */
export const evenLoad: WrittenScenario = {
  name: "even-load",
  duration: "40s",
  router: { id: "r", strategy: "even-load", deployments: ["a", "b"] },
  fleet: {
    a: { replicas: 3, balancing: "random", replica: held },
    b: { replicas: 1, balancing: "random", replica: held },
  },
  traffic: steady,
  timeline: [
    { at: "24s", action: "update-router", strategy: "weighted-random" },
    { at: "32s", action: "update-router", strategy: "even-load" },
    { at: "39900ms", action: "crash", deployment: "a", replicas: 3, restart: false },
    { at: "39900ms", action: "crash", deployment: "b", replicas: 1, restart: false },
  ],
};

/** Nothing is served to its end: slots and queues fill up, what finds no room is rejected, and crashes end the rest. */
export const heldToTheEnd: WrittenScenario = {
  name: "held-to-the-end",
  duration: "30s",
  router: { id: "r", deployments: ["a", "b"] },
  fleet: {
    a: { replicas: 2, balancing: "random", replica: { slots: 2, queue: 1, service: { kind: "fixed", value: "1h" } } },
    b: { replicas: 1, balancing: "random", replica: { slots: 1, queue: 2, service: { kind: "fixed", value: "1h" } } },
  },
  traffic: steady,
  timeline: [
    { at: "20s", action: "crash", deployment: "a", replicas: 2, restart: false },
    { at: "25s", action: "crash", deployment: "b", replicas: 1, restart: false },
  ],
};

/** A deployment that takes everything and answers nothing. */
export const blackHole: WrittenScenario = {
  name: "black-hole",
  duration: "15s",
  router: { id: "r", deployments: ["a"] },
  fleet: { a: { replicas: 2, balancing: "random", replica: quick } },
  traffic: { ...steady, timeout: "500ms" },
  timeline: [{ at: "5s", action: "black-hole", deployment: "a", for: "5s" }],
};
