import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EnvError, envNames, parseEnv, withPort } from "@/lib/env";

const message = (record: Record<string, string>) => {
  try {
    parseEnv(record);
  } catch (error) {
    expect(error).toBeInstanceOf(EnvError);
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
};

describe("the environment", () => {
  test("needs nothing", () => {
    expect(parseEnv({})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      url: "http://localhost:3000",
      dataDir: join(process.cwd(), ".data"),
      workflowsDirs: [join(process.cwd(), "workflows")],
      databaseUrl: null,
      poolSize: 20,
      retentionDays: null,
      leaseSeconds: 20,
      sweepSeconds: 5,
      cleanSeconds: 600,
      rateLimit: 100,
      concurrency: 16,
      model: { baseUrl: null, apiKey: null, name: null, timeoutSeconds: 120, practiceSpeed: 150 },
    });
  });

  test("takes an empty value for none", () => {
    expect(parseEnv({ PORT: "", OPENAI_API_KEY: " " })).toEqual(parseEnv({}));
  });

  test("says what a process is for, and what it then needs", () => {
    const database = { DATABASE_URL: "postgres://db.example/holdpoint" };
    const secret = { HOLDPOINT_SECRET: "x".repeat(32) };
    const web = { HOLDPOINT_ROLE: "web", ...database, ...secret };
    expect(parseEnv({}).role).toBe("all");
    expect(parseEnv({ HOLDPOINT_ROLE: "worker", ...database }).role).toBe("worker");
    expect(parseEnv({ ...web, HOLDPOINT_DEMO_TOKEN: "y".repeat(32) }).role).toBe("web");
    expect(message({ HOLDPOINT_ROLE: "worker" })).toContain("set DATABASE_URL");
    expect(message({ HOLDPOINT_ROLE: "web", ...database })).toContain("needs HOLDPOINT_SECRET");
    expect(message(web)).toContain("needs HOLDPOINT_DEMO_TOKEN");
    expect(message({ HOLDPOINT_ROLE: "both" })).toBe('HOLDPOINT_ROLE must be all, web or worker, not "both".');
  });

  test("has secrets of agents, each for one origin", () => {
    const { agentSecrets } = parseEnv({
      HOLDPOINT_AGENT_SECRET_NORDWIND: "https://agents.example.com/a2a X-Api-Key: a b",
    });
    expect([...agentSecrets]).toEqual([
      ["NORDWIND", { origin: "https://agents.example.com", header: "x-api-key", value: "a b" }],
    ]);
    const refused = message({ HOLDPOINT_AGENT_SECRET_NORDWIND: "abc" });
    expect(refused).toContain("HOLDPOINT_AGENT_SECRET_NORDWIND must be an address and a header");
    expect(refused).not.toContain('"abc"');
  });

  test("lists the places that are allowed although they are not public", () => {
    const allowed = "10.0.0.0/8, intranet:8080,[fd00::1]:80";
    expect(parseEnv({ HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: allowed }).allowedAddresses).toEqual([
      "10.0.0.0/8",
      "intranet:8080",
      "[fd00::1]:80",
    ]);
  });

  test("PORT=0 gets its address once the port is known, unless HOLDPOINT_URL says it", () => {
    expect(withPort(parseEnv({ PORT: "0" }), 4711)).toMatchObject({ port: 4711, url: "http://localhost:4711" });
    const named = parseEnv({ PORT: "0", HOLDPOINT_URL: "https://holdpoint.example/" });
    expect(withPort(named, 4711)).toMatchObject({ port: 4711, url: "https://holdpoint.example" });
  });

  test("has demo people exactly as long as nobody can sign in otherwise", () => {
    const smtp = {
      HOLDPOINT_SMTP_URL: "smtp://u:p@mail.example.com",
      HOLDPOINT_MAIL_FROM: "Holdpoint <h@example.com>",
    };
    const oidc = {
      HOLDPOINT_OIDC_ISSUER: "https://login.example/",
      HOLDPOINT_OIDC_ID: "a",
      HOLDPOINT_OIDC_SECRET: "b",
    };
    expect(parseEnv({})).toMatchObject({ demo: true, mail: { smtp: null, delaySeconds: 10, perHour: 5 } });
    expect(parseEnv(smtp)).toMatchObject({
      demo: false,
      mail: { smtp: { requireTls: true }, delaySeconds: 60 },
      signIn: { mail: true, admins: [], joinDomains: [] },
    });
    expect(parseEnv({ ...smtp, HOLDPOINT_MAIL_SIGN_IN: "false" })).toMatchObject({
      demo: true,
      signIn: { mail: false },
    });
    expect(parseEnv({ ...oidc, HOLDPOINT_ADMINS: "Ana@Example.com, b@example.com" })).toMatchObject({
      demo: false,
      signIn: { oidc: { issuer: "https://login.example" }, admins: ["ana@example.com", "b@example.com"] },
    });
    expect(parseEnv({ HOLDPOINT_GITHUB_ID: "a", HOLDPOINT_GITHUB_SECRET: "b" }).demo).toBe(false);
  });

  test("lets other machines in only where people sign in, and it is said where they reach it", () => {
    const github = { HOLDPOINT_GITHUB_ID: "a", HOLDPOINT_GITHUB_SECRET: "b", HOST: "0.0.0.0" };
    expect(message(github)).toMatch(/say in HOLDPOINT_URL where people reach Holdpoint/);
    expect(parseEnv({ ...github, HOLDPOINT_URL: "https://holdpoint.example" }).host).toBe("0.0.0.0");
  });

  test.each<Record<string, string>>([
    { HOLDPOINT_SMTP_URL: "smtp://user:hunter2@mail.example.com" },
    { HOLDPOINT_SMTP_URL: "http://user:hunter2@mail.example.com", HOLDPOINT_MAIL_FROM: "h@example.com" },
    { HOLDPOINT_MAIL_FROM: "Holdpoint", HOLDPOINT_SMTP_URL: "smtp://user:hunter2@mail.example.com" },
    { HOLDPOINT_GITHUB_SECRET: "hunter2" },
    { HOLDPOINT_OIDC_SECRET: "hunter2", HOLDPOINT_OIDC_ID: "a" },
    { HOLDPOINT_ADMINS: "ana" },
  ])("says what is missing or wrong in mail and sign-in, without passwords (%#)", (record) => {
    expect(message(record)).not.toContain("hunter2");
  });

  test.each([
    [{ PORT: "abc" }, 'PORT must be a whole number from 0 to 65535, not "abc".'],
    [{ PORT: "65536" }, 'PORT must be a whole number from 0 to 65535, not "65536".'],
    [{ PORT: "3.5" }, 'PORT must be a whole number from 0 to 65535, not "3.5".'],
    [
      { HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: "10.0.0.0/8, intranet" },
      'HOLDPOINT_ALLOW_PRIVATE_ADDRESSES must list host:port or address/bits, separated by commas, not "10.0.0.0/8, intranet".',
    ],
    [{ HOLDPOINT_LEASE_SECONDS: "-1" }, 'HOLDPOINT_LEASE_SECONDS must be a number from 0.2 to 3600, not "-1".'],
    [
      { HOLDPOINT_URL: "example.com" },
      'HOLDPOINT_URL must be an address that begins with http:// or https://, not "example.com".',
    ],
  ])("says what is wrong: %j", (record, expected) => {
    expect(message(record as Record<string, string>)).toBe(expected);
  });

  test("never repeats a secret", () => {
    expect(message({ HOLDPOINT_DEMO_TOKEN: "hunter2" })).toBe("HOLDPOINT_DEMO_TOKEN must have 32 or more characters.");
    expect(message({ DATABASE_URL: "mysql://ana:hunter2@db/app" })).not.toContain("hunter2");
  });

  test("takes the four settings of a bucket together, or none", () => {
    const four = {
      HOLDPOINT_S3_ENDPOINT: "https://s3.example/",
      HOLDPOINT_S3_BUCKET: "papers",
      HOLDPOINT_S3_ACCESS_KEY_ID: "id",
      HOLDPOINT_S3_SECRET_ACCESS_KEY: "hunter2",
    };
    expect(parseEnv({}).s3).toBeNull();
    expect(parseEnv({ ...four, HOLDPOINT_S3_PATH_STYLE: "false" }).s3).toEqual({
      endpoint: "https://s3.example",
      bucket: "papers",
      accessKeyId: "id",
      secretAccessKey: "hunter2",
      region: "us-east-1",
      pathStyle: false,
    });
    expect(message({ ...four, HOLDPOINT_S3_BUCKET: "" })).toContain("need all four");
    expect(message({ ...four, HOLDPOINT_S3_BUCKET: "A/B" })).toContain("HOLDPOINT_S3_BUCKET must be the name");
  });

  test("names every wrong value at once", () => {
    expect(message({ PORT: "x", HOLDPOINT_CONCURRENCY: "0" }).split("\n")).toHaveLength(2);
  });

  test.each(["0.0.0.0", "::", "192.168.1.5", "127.evil.example"])("refuses the demo sign-in on HOST=%s", (HOST) => {
    expect(message({ HOST })).toContain("asks for no password");
  });

  test.each(["127.0.0.1", "127.0.0.2", "localhost", "::1"])("allows the demo sign-in on HOST=%s", (HOST) => {
    expect(parseEnv({ HOST })).toMatchObject({ host: HOST, demo: true });
  });

  test(".env.example documents every variable, with its default, and no other", () => {
    const example = readFileSync(join(import.meta.dirname, "../../.env.example"), "utf8");
    const lines = [...example.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)];
    expect(lines.map((line) => line[1]).sort()).toEqual([...envNames].sort());
    expect(parseEnv(Object.fromEntries(lines.map((line) => [line[1], line[2]])))).toEqual(parseEnv({}));
  });
});
