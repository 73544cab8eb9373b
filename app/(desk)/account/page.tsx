import type { Metadata } from "next";
import { MailChoice } from "@/components/account/mail-choice";
import { PlainText } from "@/components/markdown/plain-text";
import { buttonLook } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { account as words } from "@/lib/messages/mail";
import { shell } from "@/lib/messages/shell";

export const metadata: Metadata = { title: words.title };

export default async function AccountPage() {
  const principal = await requirePrincipal();
  const { accounts, outbox } = holdpoint();
  const { name, email, role, mail } = await accounts.read(principal);
  return (
    <PageBody>
      <PageHeader title={words.title} below={<PlainText>{`${name} · ${email} · ${shell.role[role]}`}</PlainText>} />
      <MailChoice chosen={mail} />
      {outbox ? (
        <Link href="/outbox" className={buttonLook("plain", "self-start")}>
          {words.outbox}
        </Link>
      ) : null}
    </PageBody>
  );
}
