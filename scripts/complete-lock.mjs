/**
 * Run after `npm install` where the registry lacks packages for other machines: npm then leaves them out
 * of package-lock.json, and `npm ci` refuses such a file everywhere. This adds them by name, version and
 * machine; npm looks at the rest only on the machine they are for.
 */
import { readFileSync, writeFileSync } from "node:fs";

const systems = "aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|windows";
const processors = "arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|wasm32|x64";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
let added = 0;
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isFound(path, name)) continue;
    if (!/^\d/.test(version)) throw new Error(`${name}@${version} of ${path} is not one version.`);
    lock.packages[`node_modules/${name}`] = { version, ...machine(name), ...(dev && { dev }), optional: true };
    added++;
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en"));
lock.packages = Object.fromEntries(sorted);
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
console.log(`Added ${added} packages for other machines.`);

/** Where Node would look: beside the package's own node_modules, then in each folder above. */
function isFound(path, name) {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf("node_modules/"))) {
    if (lock.packages[`${folder && !folder.endsWith("/") ? `${folder}/` : folder}node_modules/${name}`]) return true;
    if (folder === "") return false;
  }
}

function machine(name) {
  const cpu = new RegExp(`-(${processors})(?=-|$)`).exec(name)?.[1];
  const os = new RegExp(`[-/](${systems})(?=-)`).exec(name)?.[1];
  if (!cpu || (!os && cpu !== "wasm32")) throw new Error(`For which machine is ${name}?`);
  const libc = /musl/.test(name) ? "musl" : /-gnu/.test(name) ? "glibc" : null;
  return {
    cpu: [cpu],
    ...(os && { os: [os === "windows" ? "win32" : os] }),
    ...(os === "linux" && libc && { libc: [libc] }),
  };
}
