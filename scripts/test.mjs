// `npm test`: installs what is missing, then checks everything.
//
//   npm test                         all parts
//   npm test -- unit lint            some parts
//   npm test -- unit tests/unit/x    arguments after the parts go to their runner
import "./node-version.mjs";

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error?.name === "Problem" ? error.message : error);
  process.exitCode = 1;
}

async function main(args) {
  const { prepare } = await import("./prepare/index.mjs");
  await prepare();
  const { parts } = await import("./test/parts.mjs");
  const { prepareBrowser } = await import("./prepare/browser.mjs");
  const first = args.findIndex((arg) => !(arg in parts));
  const named = first === -1 ? args : args.slice(0, first);
  const chosen = named.length > 0 ? named : Object.keys(parts);
  if (named.length === 0 && first !== -1) {
    console.error(`There is no part "${args[0]}". The parts are: ${Object.keys(parts).join(", ")}.`);
    return 1;
  }
  if (chosen.includes("e2e")) await prepareBrowser();
  const sum = { passed: 0, failed: 0 };
  for (const name of chosen) {
    console.log(`\n=== ${parts[name].title}`);
    const began = Date.now();
    const { passed, failed } = await parts[name].run(first === -1 ? [] : args.slice(first));
    sum.passed += passed;
    sum.failed += failed;
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    console.log(`=== ${parts[name].title}: ${failed > 0 ? "FAILED" : "passed"} in ${seconds} s`);
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed > 0 ? 1 : 0;
}
