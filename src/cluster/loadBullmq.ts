/** The two packages that `--engine bullmq` and `shuntyard worker` need, and nothing else does. */
export interface Bullmq {
  readonly bullmq: typeof import("bullmq");
  readonly Redis: typeof import("ioredis").Redis;
}

/** @throws Error that says what to install when one of them is not there */
export async function loadBullmq(): Promise<Bullmq> {
  try {
    const [bullmq, { Redis }] = await Promise.all([import("bullmq"), import("ioredis")]);
    return { bullmq, Redis };
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new Error(
      "a run on several machines needs two packages that are not installed here: npm install bullmq ioredis",
      { cause: error },
    );
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
}
