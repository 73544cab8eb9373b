import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv as parseDotenv } from "node:util";
import { z } from "zod";
import type { SignInSettings } from "@/lib/contract/sign-in";
import { isAllowance } from "@/lib/effects/address-guard";
import type { AgentSecrets } from "@/lib/effects/agent-secrets";
import {
  agentSecrets,
  EnvError,
  isLoopback,
  type MailSettings,
  serviceVariables,
  signInSettings,
  smtpSettings,
} from "@/lib/env-services";
import type { S3Settings } from "@/lib/files/s3-file-store";
import type { ModelSettings } from "@/lib/llm/connect";

export { EnvError, isLoopback };

/**
 * Everything the environment may say, validated. This is the only reader of `process.env`;
 * `.env` is read too and gives way to the real environment. An empty value counts as none.
 */
export interface Env {
  /** TCP port of pages and API; 0 lets the system choose. */
  port: number;
  host: string;
  /** Where people reach Holdpoint, without a slash at the end; used in links and for sign-in. */
  url: string;
  /** True when `HOLDPOINT_URL` was given, so a proxy may stand in front. */
  urlGiven: boolean;
  /** Absolute path. */
  dataDir: string;
  /** Folders of the workflows. Absolute paths. */
  workflowsDirs: string[];
  /** The workflow that each message of a chat starts. */
  chatWorkflow: string;
  /** Null: the embedded Postgres in `dataDir`. */
  databaseUrl: string | null;
  poolSize: number;
  /** `web` serves pages and API, `worker` takes up work; `all` does both. */
  role: "all" | "web" | "worker";
  /** Ended runs are removed after so many days; null: they are kept. */
  retentionDays: number | null;
  /** Session secret; null: one is made and kept in `dataDir`. */
  secret: string | null;
  /** Nobody configured a way to sign in: three demo people, loopback only. */
  demo: boolean;
  demoToken: string | null;
  /** `practiceSpeed`: words a second of the practice model, which writes where no model server is set up. */
  model: ModelSettings & { timeoutSeconds: number; practiceSpeed: number };
  /** Effects at once. */
  concurrency: number;
  leaseSeconds: number;
  sweepSeconds: number;
  cleanSeconds: number;
  /** Sustained requests a second per token or user; 0 is off. */
  rateLimit: number;
  /** Addresses and ranges of the proxies in front: what they say in `X-Forwarded-For` is believed. */
  trustedProxies: string[];
  /** Places that requests of workflows may reach although they are not public: `host:port` or `address/bits`. */
  allowedAddresses: string[];
  /** `HOLDPOINT_AGENT_SECRET_NAME` by `NAME`. */
  agentSecrets: AgentSecrets;
  /** What an agent's message without a workflow starts; null: what the chat runs. */
  agentWorkflow: string | null;
  /** A bucket for uploaded files; null: they are kept in the database. */
  s3: S3Settings | null;
  mail: MailSettings;
  signIn: SignInSettings;
  /** Where to die, in tests of recovery. */
  failpoint: string | null;
}

const wholeNumber = (min: number, max: number) =>
  number(min, max, "a whole number").refine(Number.isInteger, {
    error: `must be a whole number from ${min} to ${max}`,
  });

function number(min: number, max: number, kind = "a number") {
  const error = `must be ${kind} from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+(\.\d+)?$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error });
}

const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
  });

const secret = z.string().min(32, { error: "must have 32 or more characters" });

const addresses = z
  .string()
  .transform((value) => value.split(",").map((one) => one.trim()))
  .refine((list) => list.every(isAllowance), { error: "must list host:port or address/bits, separated by commas" });

const schema = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  HOLDPOINT_URL: url(["http:", "https:"]).optional(),
  HOLDPOINT_DATA_DIR: z.string().default(".data"),
  HOLDPOINT_WORKFLOWS_DIR: z.string().default("workflows"),
  HOLDPOINT_CHAT_WORKFLOW: z.string().default("orchestrate"),
  DATABASE_URL: url(["postgres:", "postgresql:"]).optional(),
  HOLDPOINT_POOL_SIZE: wholeNumber(2, 1000).default(20),
  HOLDPOINT_ROLE: z.enum(["all", "web", "worker"], { error: "must be all, web or worker" }).default("all"),
  HOLDPOINT_RETENTION_DAYS: number(1, 36_500).optional(),
  HOLDPOINT_SECRET: secret.optional(),
  HOLDPOINT_DEMO_TOKEN: secret.optional(),
  OPENAI_BASE_URL: url(["http:", "https:"]).optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_MODEL: z.string().optional(),
  HOLDPOINT_MODEL_TIMEOUT_SECONDS: number(1, 86_400).default(120),
  HOLDPOINT_PRACTICE_SPEED: number(1, 1_000_000).default(150),
  HOLDPOINT_CONCURRENCY: wholeNumber(1, 1000).default(16),
  HOLDPOINT_LEASE_SECONDS: number(0.2, 3600).default(20),
  HOLDPOINT_SWEEP_SECONDS: number(0.05, 3600).default(5),
  HOLDPOINT_CLEAN_SECONDS: number(0.05, 86_400).default(600),
  HOLDPOINT_RATE_LIMIT: wholeNumber(0, 1_000_000).default(100),
  HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: addresses.optional(),
  HOLDPOINT_A2A_WORKFLOW: z.string().optional(),
  HOLDPOINT_S3_ENDPOINT: url(["http:", "https:"]).optional(),
  HOLDPOINT_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: "must be the name of a bucket, in lower case" })
    .optional(),
  HOLDPOINT_S3_ACCESS_KEY_ID: z.string().optional(),
  HOLDPOINT_S3_SECRET_ACCESS_KEY: z.string().optional(),
  HOLDPOINT_S3_REGION: z.string().default("us-east-1"),
  HOLDPOINT_S3_PATH_STYLE: z.enum(["true", "false"], { error: "must be true or false" }).default("true"),
  ...serviceVariables,
  HOLDPOINT_MAIL_DELAY_SECONDS: number(0, 86_400).optional(),
  HOLDPOINT_MAIL_PER_HOUR: wholeNumber(1, 1_000).default(5),
  HOLDPOINT_FAILPOINT: z.string().optional(),
});

/** Names of all variables; `.env.example` documents each. */
export const envNames = Object.keys(schema.shape);

const notShown = new Set([
  "HOLDPOINT_SECRET",
  "HOLDPOINT_DEMO_TOKEN",
  "OPENAI_API_KEY",
  "DATABASE_URL",
  "HOLDPOINT_S3_SECRET_ACCESS_KEY",
  "HOLDPOINT_SMTP_URL",
  "HOLDPOINT_GITHUB_SECRET",
  "HOLDPOINT_OIDC_SECRET",
]);

/** Pure: the same record gives the same result, but for relative paths. Throws `EnvError`. */
export function parseEnv(record: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new EnvError(parsed.error.issues.map((issue) => sentence(issue, given)).join("\n"));
  const values = parsed.data;
  const smtp = smtpSettings(values);
  const signIn = signInSettings(values, smtp);
  const demo = !signIn.mail && !signIn.github && !signIn.oidc;
  checkHost(values.HOST, values.HOLDPOINT_URL, demo);
  checkRole(values, demo);
  return {
    port: values.PORT,
    host: values.HOST,
    url: values.HOLDPOINT_URL?.replace(/\/+$/, "") ?? `http://localhost:${values.PORT}`,
    urlGiven: values.HOLDPOINT_URL !== undefined,
    dataDir: resolve(values.HOLDPOINT_DATA_DIR),
    workflowsDirs: values.HOLDPOINT_WORKFLOWS_DIR.split(",").map((folder) => resolve(folder.trim())),
    chatWorkflow: values.HOLDPOINT_CHAT_WORKFLOW,
    databaseUrl: values.DATABASE_URL ?? null,
    poolSize: values.HOLDPOINT_POOL_SIZE,
    role: values.HOLDPOINT_ROLE,
    retentionDays: values.HOLDPOINT_RETENTION_DAYS ?? null,
    secret: values.HOLDPOINT_SECRET ?? null,
    demo,
    demoToken: values.HOLDPOINT_DEMO_TOKEN ?? null,
    model: {
      baseUrl: values.OPENAI_BASE_URL ?? null,
      apiKey: values.OPENAI_API_KEY ?? null,
      name: values.OPENAI_MODEL ?? null,
      timeoutSeconds: values.HOLDPOINT_MODEL_TIMEOUT_SECONDS,
      practiceSpeed: values.HOLDPOINT_PRACTICE_SPEED,
    },
    concurrency: values.HOLDPOINT_CONCURRENCY,
    leaseSeconds: values.HOLDPOINT_LEASE_SECONDS,
    sweepSeconds: values.HOLDPOINT_SWEEP_SECONDS,
    cleanSeconds: values.HOLDPOINT_CLEAN_SECONDS,
    rateLimit: values.HOLDPOINT_RATE_LIMIT,
    trustedProxies: values.HOLDPOINT_TRUSTED_PROXIES ?? [],
    allowedAddresses: values.HOLDPOINT_ALLOW_PRIVATE_ADDRESSES ?? [],
    agentSecrets: agentSecrets(given),
    agentWorkflow: values.HOLDPOINT_A2A_WORKFLOW ?? null,
    s3: s3Settings(values),
    mail: {
      smtp,
      // In the demo mails are kept to be looked at: nobody has to be spared, and nobody waits long.
      delaySeconds: values.HOLDPOINT_MAIL_DELAY_SECONDS ?? (smtp ? 60 : 10),
      perHour: values.HOLDPOINT_MAIL_PER_HOUR,
    },
    signIn,
    failpoint: values.HOLDPOINT_FAILPOINT ?? null,
  };
}

function checkHost(host: string, publicUrl: string | undefined, demo: boolean): void {
  if (isLoopback(host)) return;
  if (demo) {
    throw new EnvError(
      `HOST=${host} would let other machines in, and the demo sign-in asks for no password: ` +
        "leave HOST out, set it to 127.0.0.1, or set up a way to sign in.",
    );
  }
  if (publicUrl === undefined) {
    throw new EnvError(`HOST=${host} lets other machines in: say in HOLDPOINT_URL where people reach Holdpoint.`);
  }
}

/** Processes that share the work share what they work on, and know each other's sessions. */
function checkRole(values: z.output<typeof schema>, demo: boolean): void {
  const { HOLDPOINT_ROLE: role, DATABASE_URL: database, HOLDPOINT_SECRET: own } = values;
  if (role !== "all" && database === undefined) {
    throw new EnvError(`HOLDPOINT_ROLE=${role} needs a database that the other processes use, too: set DATABASE_URL.`);
  }
  if (role === "web" && own === undefined) {
    throw new EnvError("HOLDPOINT_ROLE=web needs HOLDPOINT_SECRET, the same for all of them: it signs sessions.");
  }
  if (role === "web" && demo && values.HOLDPOINT_DEMO_TOKEN === undefined) {
    throw new EnvError("HOLDPOINT_ROLE=web needs HOLDPOINT_DEMO_TOKEN in the demo, the same for all of them.");
  }
}

function s3Settings(values: z.output<typeof schema>): S3Settings | null {
  const {
    HOLDPOINT_S3_ENDPOINT: endpoint,
    HOLDPOINT_S3_BUCKET: bucket,
    HOLDPOINT_S3_ACCESS_KEY_ID: accessKeyId,
    HOLDPOINT_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = values;
  if (endpoint === undefined && bucket === undefined && accessKeyId === undefined && secretAccessKey === undefined)
    return null;
  if (endpoint === undefined || bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) {
    throw new EnvError(
      "Files in an S3 bucket need all four: HOLDPOINT_S3_ENDPOINT, HOLDPOINT_S3_BUCKET, HOLDPOINT_S3_ACCESS_KEY_ID " +
        "and HOLDPOINT_S3_SECRET_ACCESS_KEY. Set them all, or none to keep files in the database.",
    );
  }
  return {
    endpoint: endpoint.replace(/\/+$/, ""),
    bucket,
    accessKeyId,
    secretAccessKey,
    region: values.HOLDPOINT_S3_REGION,
    pathStyle: values.HOLDPOINT_S3_PATH_STYLE === "true",
  };
}

/** The same with the port that was really taken, for `PORT=0`. */
export function withPort(env: Env, port: number): Env {
  return { ...env, port, url: env.urlGiven ? env.url : `http://localhost:${port}` };
}

let cached: Env | undefined;

/** The environment of this process, read once. Throws `EnvError`. */
export function env(): Env {
  cached ??= parseEnv({ ...readDotenv(), ...process.env });
  return cached;
}

/** What next-auth, Next and next.config.mjs read for themselves. */
export function passOn(settings: Env, sessionSecret: string, buildFolder: string): void {
  Object.assign(process.env, { NODE_ENV: "production", NEXTAUTH_SECRET: sessionSecret, NEXT_DIST_DIR: buildFolder });
  if (settings.urlGiven) process.env.NEXTAUTH_URL = settings.url;
  else {
    // Sign-in then stays on the address it began at: localhost and 127.0.0.1 both work.
    delete process.env.NEXTAUTH_URL;
    process.env.AUTH_TRUST_HOST = "true";
  }
}

function readDotenv(): Record<string, string | undefined> {
  try {
    return parseDotenv(readFileSync(".env", "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw new EnvError(`The file .env can't be read (${(error as Error).message}): make it readable or remove it.`);
  }
}

function sentence(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0]);
  return `${name} ${issue.message}${notShown.has(name) ? "" : `, not "${given[name]}"`}.`;
}
