import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { problems } from "@/lib/http/problems";

test("docs/api.md lists every problem with its status and its members", () => {
  const rows = readFileSync("docs/api.md", "utf8")
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter((cells) => /^\d{3}$/.test(cells[1] ?? ""));
  const listed = rows.map(([, status, code, , members]) => [code, status, members?.match(/\w+/g) ?? []]);
  const known = Object.entries(problems).map(([code, { status, members = {} }]) => [
    `\`${code}\``,
    String(status),
    Object.keys(members),
  ]);
  expect(listed.sort()).toEqual(known.sort());
});
