import type { Progress, RunOptions } from "../experiment/runOptions.ts";
import { formatCount } from "../report/formatNumber.ts";
import type { Play } from "./planPlays.ts";
import type { PlayPorts } from "./playPorts.ts";
import type { ProgressStep, ProgressView } from "./progressView.ts";
import { replayCommand } from "./replayCommand.ts";
import type { RunRequest } from "./runRequest.ts";

/** How the request wants a scenario played, with a view that shows how far it is; to be closed by the caller. */
export function watchedOptions(
  { path, scenario, replications }: Play,
  request: RunRequest,
  { interruption, progressView }: Pick<PlayPorts, "interruption" | "progressView">,
): { readonly options: RunOptions; readonly view: ProgressView } {
  const { strategy, workers } = request;
  const seed = request.seed ?? scenario.seed;
  const chosen = strategy === undefined ? {} : { strategy };
  const view = progressView(scenario.name);
  const options: RunOptions = {
    ...{ seed, replications, ...chosen, ...(workers === undefined ? {} : { workers }) },
    signal: interruption.signal,
    onProgress: (progress) => view.update(progressStep(progress)),
    onNote: view.note,
    replay: replayCommand({ path, seed, replications, ...chosen }),
  };
  return { options, view };
}

function progressStep({ replicationsFinished, replicationsPlanned, requests }: Progress): ProgressStep {
  const detail = `${formatCount(requests)} requests`;
  return { done: replicationsFinished, planned: replicationsPlanned, noun: "replications", detail };
}
