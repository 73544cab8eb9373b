import { createHash, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface Person {
  sub: string;
  name: string;
  email: string;
  email_verified?: boolean;
}

/** An OpenID Connect provider at which everybody is `person`: it checks the client's password and the proof key. */
export async function startOidc(client: { id: string; secret: string }) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const grants = new Map<string, { nonce: string; challenge: string }>();
  const state = { person: { sub: "1", name: "Ana", email: "ana@example.com", email_verified: true } as Person };
  let issuer = "";

  const idToken = (nonce: string) => {
    const seconds = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: client.id, iat: seconds, exp: seconds + 60, nonce, ...state.person };
    const signed = [{ alg: "RS256", kid: "1" }, claims].map((part) => base64(JSON.stringify(part))).join(".");
    return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey).toString("base64url")}`;
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    const json = (body: object, status = 200) => {
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(JSON.stringify(body));
    };
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ["code"],
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256"],
        });
      case "/keys":
        return json({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }] });
      case "/authorize": {
        const asked = (name: string) => url.searchParams.get(name) ?? "";
        const code = randomUUID();
        grants.set(code, { nonce: asked("nonce"), challenge: asked("code_challenge") });
        const back = new URL(asked("redirect_uri"));
        back.search = new URLSearchParams({ code, state: asked("state") }).toString();
        response.writeHead(302, { Location: back.href });
        return response.end();
      }
      case "/token": {
        const form = new URLSearchParams(await text(request));
        const grant = grants.get(form.get("code") ?? "");
        grants.delete(form.get("code") ?? "");
        const proof = createHash("sha256")
          .update(form.get("code_verifier") ?? "")
          .digest("base64url");
        const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}`;
        if (!grant || request.headers.authorization !== basic || proof !== grant.challenge) {
          return json({ error: "invalid_grant" }, 400);
        }
        return json({ access_token: randomUUID(), token_type: "Bearer", id_token: idToken(grant.nonce) });
      }
      default:
        return json({ error: "not_found" }, 404);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    /** Who signs in from now on. */
    is: (person: Person) => {
      state.person = person;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const base64 = (value: string) => Buffer.from(value).toString("base64url");
