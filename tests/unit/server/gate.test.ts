import { describe, expect, test } from "vitest";
import { setHoldpoint } from "@/lib/app";
import type { Holdpoint } from "@/lib/holdpoint";
import { originForm, refusalAtGate } from "@/lib/server/gate";

setHoldpoint({ settings: { publicUrl: "http://localhost:3000" } } as Holdpoint);

const answer = (method: string, url: string, headerLines = 3) => {
  const refusal = refusalAtGate({ method, url, rawHeaders: Array(headerLines * 2).fill("x") });
  return refusal?.status ?? null;
};

describe("T13: what no handler sees", () => {
  test.each(["TRACE", "CONNECT", "PROPFIND", "LINK", ""])("method %s", (method) => {
    expect(answer(method, "/api/v1/runs")).toBe(405);
  });

  test("the target * is for OPTIONS alone", () => {
    expect([answer("GET", "*"), answer("POST", "*"), answer("OPTIONS", "*")]).toEqual([405, 405, 204]);
  });

  test.each([
    "/api/v1/runs/%2e%2e/me",
    "/api/v1/runs/%2E./me",
    "/api/v1/runs/../me",
    "/api/v1/./runs",
    "/api/v1/runs/..%2fme",
    "/api/v1/runs/..\\me",
    "/api/v1/runs/%5c..%5c..%5cme",
    "/api/v1/runs/..",
    "/inbox/%2e",
    "/_global-error",
    "/%5Fnot-found",
    "/%E0%A4%A",
    "/a\tb",
    "relative",
    "",
  ])("the path %j", (path) => {
    expect(answer("GET", path)).toBe(404);
    expect(answer("GET", `${path}?a=1`)).toBe(404);
  });

  test.each(["/", "/api/v1/runs?next=../x", "/a.b/..c/d..", "/%252e%252e/x", "/api/chat/status/%F0%9F%98%80", "/%00"])(
    "but the path %j goes on",
    (path) => {
      expect(answer("GET", path)).toBeNull();
    },
  );

  test("more than 100 header lines", () => {
    expect([answer("GET", "/", 100), answer("GET", "/", 101)]).toEqual([null, 431]);
  });

  test("a target that names a whole address means its path", () => {
    expect(
      ["http://localhost:3000/api/v1/me?a=1", "HTTPS://x", "http://x?a", "/x", "*", "//x/y"].map(originForm),
    ).toEqual(["/api/v1/me?a=1", "/", "/?a", "/x", "*", "//x/y"]);
  });
});
