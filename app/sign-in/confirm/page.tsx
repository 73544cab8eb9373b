import type { Metadata } from "next";
import { PlainText } from "@/components/markdown/plain-text";
import { Button, buttonLook } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { samePath } from "@/lib/auth/next-path";
import { signIn as words } from "@/lib/messages/shell";
import { SignInFrame } from "../frame";

export const metadata: Metadata = { title: words.confirmTitle, robots: "noindex" };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Where a mailed link leads. Opening it, however often and by whom, does nothing; the button signs in. */
export default async function ConfirmPage({ searchParams }: { searchParams: Search }) {
  const { token, email, next } = await searchParams;
  const target = samePath(next);
  if (typeof token !== "string" || typeof email !== "string") {
    return (
      <SignInFrame>
        <Notice tone="failed" role="alert">
          <p>{words.confirmBroken}</p>
        </Notice>
        <Link href={`/sign-in?next=${encodeURIComponent(target)}`} className={buttonLook("plain", "self-start")}>
          {words.title}
        </Link>
      </SignInFrame>
    );
  }
  return (
    <SignInFrame>
      <form method="post" action="/api/auth/callback/email" className="flex flex-col gap-3">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="email" value={email} />
        <input type="hidden" name="next" value={target} />
        <Button type="submit" look="primary" className="min-h-11 w-full wrap-anywhere">
          <span>
            <PlainText>{words.confirm(email)}</PlainText>
          </span>
        </Button>
        <p className="text-quiet">{words.confirmWhy}</p>
      </form>
      {target === "/" ? null : <p className="text-xs text-quiet">{words.returning}</p>}
    </SignInFrame>
  );
}
