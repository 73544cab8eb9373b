// `npm start`: makes ready what is missing, then serves. Plain Node, because nothing may be installed yet.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Holdpoint needs Node 20.19 or newer, and this is ${process.versions.node}: install a newer one from nodejs.org.`);
  process.exit(1);
}

try {
  const { preflight } = await import("./preflight.mjs");
  await preflight();
  const { prepareAndBuild } = await import("./prepare/index.mjs");
  const buildFolder = await prepareAndBuild();
  const { register } = await import("tsx/esm/api");
  register();
  const { serve } = await import("../server.ts");
  await serve(buildFolder);
} catch (error) {
  const expected = ["Problem", "StartError", "EnvError"].includes(error?.name);
  console.error(expected ? error.message : error);
  process.exit(1);
}
