// `npm start`: makes ready what is missing, then serves. Plain Node, because nothing may be installed yet.
import "./node-version.mjs";

try {
  const { preflight } = await import("./preflight.mjs");
  const { servesPages } = await preflight();
  const { prepare, prepareAndBuild } = await import("./prepare/index.mjs");
  const buildFolder = servesPages ? await prepareAndBuild() : null;
  if (!servesPages) await prepare();
  const { register } = await import("tsx/esm/api");
  register();
  const { serve } = await import("../server.ts");
  await serve({ buildFolder, underNpm: "npm_lifecycle_event" in process.env });
} catch (error) {
  const expected = ["Problem", "StartError", "EnvError"].includes(error?.name);
  console.error(expected ? error.message : error);
  process.exit(1);
}
