// Runs main.js. What V8 made of it is kept when a process is told to, and then not made again.
const { existsSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { Script } = require("node:vm");

const file = join(__dirname, "main.js");
const kept = join(__dirname, "main.js.kept");
const script = new Script(
  `(function (exports, require, module, __dirname, importMetaUrl, importFile) {${readFileSync(file, "utf8")}\n})`,
  { filename: file, cachedData: existsSync(kept) ? readFileSync(kept) : undefined },
);

process.on("message", ({ type }) => {
  if (type !== "keep") return;
  const draft = `${kept}.${process.pid}`;
  writeFileSync(draft, script.createCachedData());
  renameSync(draft, kept);
  process.send({ type: "kept" });
});

const importFile = (specifier) => import(specifier);
const module_ = { exports: {} };
script.runInThisContext()(module_.exports, require, module_, dirname(file), pathToFileURL(file).href, importFile);
