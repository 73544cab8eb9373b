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
  const expected = ["Problem", "BadOption", "StartError"].includes(error?.name) || /^ERR_PARSE_ARGS/.test(error?.code);
  console.error(expected ? error.message : error);
  process.exitCode = 1;
}
