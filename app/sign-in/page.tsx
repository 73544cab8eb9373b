import type { Metadata } from "next";
import { Logo } from "@/components/shell/logo";
import { SignInChoices } from "@/components/shell/sign-in-choices";
import { Notice } from "@/components/ui/notice";
import { holdpoint } from "@/lib/app";
import { samePath } from "@/lib/auth/next-path";
import { shell, signIn } from "@/lib/messages/shell";

export const metadata: Metadata = { title: signIn.title };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Open to somebody who is signed in, too: that is how a session that ran out is renewed. */
export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { next, error } = await searchParams;
  const { demo } = holdpoint();
  const target = samePath(next);
  return (
    <main id="content" className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-6 px-4 py-12">
      <div className="flex flex-col gap-3">
        <Logo size={40} />
        <h1 className="text-2xl font-semibold">{shell.product}</h1>
        <p className="text-base text-quiet">{shell.tagline}</p>
      </div>
      {error ? (
        <Notice tone="failed" role="alert">
          <p>{signIn.failed}</p>
        </Notice>
      ) : null}
      {demo ? (
        <>
          <p className="text-quiet">{signIn.demoIntro}</p>
          <SignInChoices people={demo.people.map(({ name, email, role }) => ({ name, email, role }))} next={target} />
          {target === "/" ? null : <p className="text-xs text-quiet">{signIn.returning}</p>}
        </>
      ) : (
        <p>{signIn.notSetUp}</p>
      )}
    </main>
  );
}
