/** Loads a module that somebody else wrote: the one import whose target this house cannot know. */
export async function importModule(url: string): Promise<unknown> {
  return import(url);
}
