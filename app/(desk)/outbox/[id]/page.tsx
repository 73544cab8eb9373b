import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/(desk)/or-not-found";
import { KeptMail } from "@/components/account/kept-mail";
import { PlainText } from "@/components/markdown/plain-text";
import { BackLink } from "@/components/ui/back-link";
import { buttonLook } from "@/components/ui/button";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { outbox as words } from "@/lib/messages/mail";

export const metadata: Metadata = { title: words.title };

export default async function KeptMailPage({ params }: { params: Promise<{ id: string }> }) {
  const principal = await requirePrincipal();
  const { outbox } = holdpoint();
  if (!outbox) notFound();
  const { id } = await params;
  const mail = await orNotFound(() => outbox.get(principal, id));
  return (
    <PageBody>
      <PageHeader
        above={<BackLink href="/outbox">{words.title}</BackLink>}
        title={<PlainText>{mail.subject}</PlainText>}
        below={
          <>
            <PlainText>{words.to(mail.to.name, mail.to.email)}</PlainText> · <Time at={mail.at} />
          </>
        }
        beside={
          <a href={mail.link} className={buttonLook("plain")}>
            {words.open}
          </a>
        }
      />
      <KeptMail id={mail.id} text={mail.text} />
    </PageBody>
  );
}
