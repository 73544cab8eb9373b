import { isInstalled } from "@/scripts/prepare/install.mjs";
import { quietly } from "@/scripts/prepare/quietly.mjs";

const FOLDER = "bench";

/** Installs the packages that only the peers need, into the benchmark's own folder. */
export async function installPeers(): Promise<void> {
  if (isInstalled(FOLDER)) return;
  await quietly(
    `Installing what ${FOLDER}/ compares with`,
    ["npm", "ci", "--prefix", FOLDER, "--ignore-scripts", "--no-audit", "--no-fund"],
    {
      failure:
        "They couldn't be installed: the lines above say why. --only blind,limit,engine,http needs none of them.",
    },
  );
}
