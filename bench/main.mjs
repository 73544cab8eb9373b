// `npm run bench`: makes ready what is missing, then measures. Plain Node, because nothing may be installed yet.
import "../scripts/node-version.mjs";

try {
  const { prepare } = await import("../scripts/prepare/index.mjs");
  await prepare();
  const { register } = await import("tsx/esm/api");
  register();
  const { bench } = await import("./run.ts");
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  console.error(error?.name === "Problem" || error?.name === "BadOption" ? error.message : error);
  process.exitCode = 1;
}
