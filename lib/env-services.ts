/** Settings of mail and of signing in, as `lib/env.ts` reads them. */

import { z } from "zod";
import type { SignInSettings } from "@/lib/contract/sign-in";
import { type AgentSecrets, parseAgentSecret } from "@/lib/effects/agent-secrets";
import { isNetwork } from "@/lib/http/client-address";
import type { SmtpSettings } from "@/lib/notifications/smtp";

/** A value that does not fit; `message` has one sentence for each, naming the variable and what it takes. */
export class EnvError extends Error {
  override name = "EnvError";
}

export interface MailSettings {
  /** Null: without a mail server. */
  smtp: SmtpSettings | null;
  /** Only what still waits after so long is worth a mail. */
  delaySeconds: number;
  /** Mails to one person in an hour, before the rest is gathered. */
  perHour: number;
}

const address = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;

const list = (each: RegExp, error: string) =>
  z
    .string()
    .transform((value) => value.split(",").map((one) => one.trim().toLowerCase()))
    .refine((values) => values.every((value) => each.test(value)), { error });

const yesOrNo = z.enum(["true", "false"], { error: "must be true or false" });

const absolute = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
  });

const proxies = z
  .string()
  .transform((value) => value.split(",").map((one) => one.trim()))
  .refine((list) => list.every(isNetwork), {
    error: "must list addresses or ranges (10.1.0.0/16), separated by commas",
  });

/** `HOLDPOINT_MAIL_DELAY_SECONDS` and `HOLDPOINT_MAIL_PER_HOUR` are numbers, and read with the others. */
export const serviceVariables = {
  HOLDPOINT_SMTP_URL: absolute(["smtp:", "smtps:"]).optional(),
  HOLDPOINT_MAIL_FROM: z
    .string()
    .refine((value) => address.test(/<([^<>]+)>$/.exec(value)?.[1] ?? value), {
      error: "must be an address, as in Holdpoint <holdpoint@example.com>",
    })
    .optional(),
  HOLDPOINT_MAIL_SIGN_IN: yesOrNo.default("true"),
  HOLDPOINT_GITHUB_ID: z.string().optional(),
  HOLDPOINT_GITHUB_SECRET: z.string().optional(),
  HOLDPOINT_OIDC_ISSUER: absolute(["http:", "https:"]).optional(),
  HOLDPOINT_OIDC_ID: z.string().optional(),
  HOLDPOINT_OIDC_SECRET: z.string().optional(),
  HOLDPOINT_OIDC_NAME: z.string().max(40, { error: "must have at most 40 characters" }).default("your organization"),
  HOLDPOINT_OIDC_TRUST_EMAIL: yesOrNo.default("false"),
  HOLDPOINT_TRUSTED_PROXIES: proxies.optional(),
  HOLDPOINT_ADMINS: list(address, "must list e-mail addresses, separated by commas").optional(),
  HOLDPOINT_JOIN_DOMAINS: list(/^[a-z0-9.-]+\.[a-z0-9-]+$/, "must list domains, separated by commas").optional(),
};

const shape = z.object(serviceVariables);
type Values = z.output<typeof shape>;

export function smtpSettings(values: Values): SmtpSettings | null {
  const { HOLDPOINT_SMTP_URL: given, HOLDPOINT_MAIL_FROM: from } = values;
  if (given === undefined && from === undefined) return null;
  if (given === undefined || from === undefined) {
    throw new EnvError("Mail needs both: HOLDPOINT_SMTP_URL and HOLDPOINT_MAIL_FROM. Set both, or none.");
  }
  const url = new URL(given);
  const said = url.searchParams.get("requireTLS");
  return { url: given, from, requireTls: said === null ? !isLoopback(url.hostname) : said !== "false" };
}

export function signInSettings(values: Values, smtp: SmtpSettings | null): SignInSettings {
  return {
    mail: smtp !== null && values.HOLDPOINT_MAIL_SIGN_IN === "true",
    github: github(values),
    oidc: oidc(values),
    admins: values.HOLDPOINT_ADMINS ?? [],
    joinDomains: values.HOLDPOINT_JOIN_DOMAINS ?? [],
  };
}

function github(values: Values): SignInSettings["github"] {
  const { HOLDPOINT_GITHUB_ID: id, HOLDPOINT_GITHUB_SECRET: secret } = values;
  if (id === undefined && secret === undefined) return null;
  if (id === undefined || secret === undefined) {
    throw new EnvError("Signing in with GitHub needs both: HOLDPOINT_GITHUB_ID and HOLDPOINT_GITHUB_SECRET.");
  }
  return { id, secret };
}

function oidc(values: Values): SignInSettings["oidc"] {
  const { HOLDPOINT_OIDC_ISSUER: issuer, HOLDPOINT_OIDC_ID: id, HOLDPOINT_OIDC_SECRET: secret } = values;
  if (issuer === undefined && id === undefined && secret === undefined) return null;
  if (issuer === undefined || id === undefined || secret === undefined) {
    throw new EnvError(
      "Signing in with OpenID Connect needs all three: HOLDPOINT_OIDC_ISSUER, HOLDPOINT_OIDC_ID and HOLDPOINT_OIDC_SECRET.",
    );
  }
  return {
    issuer: issuer.replace(/\/+$/, ""),
    id,
    secret,
    name: values.HOLDPOINT_OIDC_NAME,
    trustEmail: values.HOLDPOINT_OIDC_TRUST_EMAIL === "true",
  };
}

/** This machine's own addresses, as in `HOST`. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

const AGENT_SECRET = "HOLDPOINT_AGENT_SECRET_";

/** `HOLDPOINT_AGENT_SECRET_NAME`, of which there may be many, by `NAME`. */
export function agentSecrets(given: Record<string, string | undefined>): AgentSecrets {
  const names = Object.keys(given).filter((name) => name.startsWith(AGENT_SECRET));
  return new Map(
    names.map((name) => {
      const secret = parseAgentSecret(given[name] ?? "");
      if (secret) return [name.slice(AGENT_SECRET.length), secret];
      throw new EnvError(
        `${name} must be an address and a header, as in: https://agents.example.com Authorization: Bearer abc`,
      );
    }),
  );
}
