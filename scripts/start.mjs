// `npm start`: makes ready what is missing, then serves. Plain Node, because nothing may be installed yet.
import "./node-version.mjs";

try {
  const { preflight } = await import("./preflight.mjs");
  const { servesPages } = await preflight();
  const { prepareAndBuild } = await import("./prepare/index.mjs");
  const { serverFolder, pagesFolder } = await prepareAndBuild({ pages: servesPages });
  const { serve } = await import(`../${serverFolder}/server.mjs`);
  // Workflows and assistants are read as their authors wrote them.
  const { register } = await import("tsx/esm/api");
  register();
  await serve({ serverFolder, pagesFolder, underNpm: "npm_lifecycle_event" in process.env });
} catch (error) {
  const expected = ["Problem", "StartError", "EnvError"].includes(error?.name);
  console.error(expected ? error.message : error);
  process.exit(1);
}
