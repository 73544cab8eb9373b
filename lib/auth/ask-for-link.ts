import { createHash, randomBytes, randomUUID } from "node:crypto";
import { holdpoint } from "@/lib/app";
import { invalid } from "@/lib/errors";
import { isStorable } from "@/lib/text/is-storable";
import { confirmPath } from "./confirm-path";
import { samePath } from "./next-path";

/** A mail may be slow; longer than this nobody looks for it. */
export const LINK_MINUTES = 20;

const ADDRESS = /^[^\s@<>,;:"\\()[\]]+@[^\s@<>,;:"\\()[\]]+\.[^\s@<>,;:"\\()[\]]+$/;
const LONGEST = 254;

/** Somebody's address as it is kept: in lower case, in one spelling. Throws `invalid` for what can be none. */
export function readAddress(given: string | null): string {
  const address = (given ?? "").normalize("NFKC").trim().toLowerCase();
  if (address.length <= LONGEST && isStorable(address) && ADDRESS.test(address)) return address;
  throw invalid([{ field: "email", message: "email must be one e-mail address, like name@example.com." }]);
}

/** Where a link leads after signing in: a path of this site, also where it is given as a whole address of it. */
export function readNext(given: string | null, host: string | null): string {
  if (given === null || !URL.canParse(given)) return samePath(given);
  const { origin, protocol, pathname, search, hash } = new URL(given);
  const publicUrl = new URL(holdpoint().settings.publicUrl);
  const isOurs = origin === publicUrl.origin || origin === `${publicUrl.protocol}//${host}`;
  return isOurs && protocol === publicUrl.protocol ? samePath(`${pathname}${search}${hash}`) : "/";
}

/**
 * Mails a link that signs in to whoever may come in. All of it is done after the asker has been answered: neither what
 * they are told nor how long it takes says whether there is such a person.
 */
export function askForLink(email: string, next: string): void {
  mailLink(email, next).catch((error: Error) =>
    console.error(`A link to sign in could not be made. ${error.message.split("\n", 1)[0]}`),
  );
}

async function mailLink(email: string, next: string): Promise<void> {
  const { settings, signIn } = holdpoint();
  const token = randomBytes(32).toString("hex");
  // The hash that next-auth looks for when the link is used.
  const hash = createHash("sha256").update(`${token}${settings.secret}`).digest("hex");
  const expiresAt = new Date(Date.now() + LINK_MINUTES * 60_000);
  if (!(await signIn.keepLink({ hash, email, expiresAt }))) return;
  const link = settings.publicUrl + confirmPath({ token, email, next });
  signIn.sendLink({ email, link, id: randomUUID(), minutes: LINK_MINUTES });
}
