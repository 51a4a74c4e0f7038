import { replications } from "../../experiment/playOnThreads.ts";
import { playShard } from "../../experiment/playShard.ts";
import type { Shard } from "../../experiment/shard.ts";
import { formatShardNumber, type ShardNumber } from "../../experiment/shardNumber.ts";
import { formatCount } from "../../report/formatNumber.ts";
import { buildStamp } from "../buildStamp.ts";
import type { Play } from "../planPlays.ts";
import type { PlayPorts } from "../playPorts.ts";
import { playEach } from "../playScenarios.ts";
import { targetPath } from "../reportTarget.ts";
import type { RunRequest } from "../runRequest.ts";
import { shellWord } from "../shellWord.ts";
import { watchedOptions } from "../watchedOptions.ts";
import { writeReports } from "../writeReports.ts";
import { shardWriters } from "./shardWriters.ts";

/** Plays one share of every scenario of the request and writes it; a share is not judged. Exit code as `playScenarios`. */
export function playShards(
  request: RunRequest,
  shard: ShardNumber,
  ports: Omit<PlayPorts, "runScenario">,
): Promise<number> {
  const { stdout, stderr } = ports.terminal;
  return playEach(request, ports, async (play) => {
    const { options, view } = watchedOptions(play, request, ports);
    let played: Shard;
    try {
      played = await playShard(play, { ...options, shard, build: buildStamp });
    } finally {
      view.close();
    }
    if (request.json) stdout.write((await shardWriters["shard"]?.(played)) ?? "");
    else stdout.write(shardInWords(played));
    const failures = await writeReports(played, play.scenario.name, request.shardTargets);
    for (const failure of failures) stderr.write(`${failure}\n`);
    if (!request.json && failures.length === 0) stdout.write(writtenTo(play, request));
    return failures.length > 0 ? "error" : "pass";
  });
}

function shardInWords({ number, scenario, played, replications: planned, seed, tally }: Shard): string {
  const which = played.length === 0 ? "no replication" : played.map(replications).join(", ");
  return (
    `Shard ${formatShardNumber(number)} of ${scenario.name}: ${which} of ${formatCount(planned)}, ` +
    `${formatCount(tally.requests)} requests, seed ${seed}\n`
  );
}

function writtenTo({ scenario }: Play, { shardTargets }: RunRequest): string {
  const paths = shardTargets.map((target) => targetPath(target, scenario.name));
  return `Written to ${paths.join(" and ")}. All of them together: shuntyard merge ${paths.map(shellWord).join(" ")} …\n`;
}
