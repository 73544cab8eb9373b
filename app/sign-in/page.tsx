import type { Metadata } from "next";
import { PlainText } from "@/components/markdown/plain-text";
import { SignInChoices } from "@/components/shell/sign-in-choices";
import { SignInWays } from "@/components/shell/sign-in-ways";
import { buttonLook } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { holdpoint } from "@/lib/app";
import { pathOn, samePath } from "@/lib/auth/next-path";
import { currentPrincipal } from "@/lib/auth/session";
import type { SignIn } from "@/lib/contract/sign-in";
import { signIn as words } from "@/lib/messages/shell";
import { SignInFrame } from "./frame";

export const metadata: Metadata = { title: words.title };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Open to somebody who is signed in, too: that is how a session that ran out is renewed. */
export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { next, callbackUrl, error } = await searchParams;
  const { demo, signIn } = holdpoint();
  const target = samePath(next ?? pathOn(callbackUrl));
  const somewhere = target !== "/";
  const ways = waysOf(signIn);
  const principal = demo ? null : await currentPrincipal();
  return (
    <SignInFrame>
      {error ? (
        <Notice tone="failed" role="alert">
          <p>{Object.hasOwn(words.errors, String(error)) ? words.errors[String(error)] : words.failed}</p>
        </Notice>
      ) : null}
      {principal ? (
        <div className="flex flex-col items-start gap-3">
          <p>
            <PlainText>{words.signedIn(principal.name)}</PlainText>
          </p>
          <Link href={target} className={buttonLook("plain")}>
            {words.goOn}
          </Link>
        </div>
      ) : null}
      {demo ? (
        <>
          <p className="text-quiet">{words.demoIntro}</p>
          <SignInChoices people={demo.people.map(({ name, email, role }) => ({ name, email, role }))} next={target} />
        </>
      ) : (
        <SignInWays mail={signIn.mail} elsewhere={ways} next={target} />
      )}
      {somewhere ? <p className="text-xs text-quiet">{words.returning}</p> : null}
    </SignInFrame>
  );
}

const waysOf = ({ github, oidc }: SignIn) => [
  ...(github ? [{ id: "github", name: "GitHub" }] : []),
  ...(oidc ? [{ id: "oidc", name: oidc.name }] : []),
];
