import { composeMail, type Place } from "@/lib/notifications/compose";
import type { Mail, Message, Post } from "@/lib/notifications/ports";
import type { Delivery, Kind, Outcome } from "./kind";

const REVIEWS_AT_ONCE = 50;

interface Options extends Place {
  /** Mails to one person in an hour, before the rest is gathered into a digest. */
  perHour: number;
  leaseMs: number;
  /**
   * Makes mails to the people who are asked for reviews that are to be told of now; above `perHour` mails to one
   * person, what follows is gathered into a digest. One statement; answers how many reviews it looked at.
   */
  tell(perHour: number, limit: number): Promise<number>;
}

/** Tells people of reviews that wait for them. Without a post mails are kept to be read in the outbox. */
export function mailKind(post: Post | null, options: Options): Kind<Mail | null> {
  const { perHour, leaseMs, tell } = options;
  return {
    // As many as the mail server gets connections, and some that are being written.
    atOnce: 5,
    leaseMs,
    // About 18 hours.
    attempts: 29,
    longestWaitMs: 3_600_000,
    async make(isAny) {
      if (isAny) while ((await tell(perHour, REVIEWS_AT_ONCE)) === REVIEWS_AT_ONCE);
      return isAny;
    },
    async deliver({ id, matter }: Delivery<Mail | null>): Promise<Outcome> {
      const content = matter && composeMail(matter.kind, matter, options);
      if (!matter || !content) return { status: "dropped" };
      if (!post) return { status: "kept", note: content };
      await post.send({ ...content, ...envelope(id, matter, options) });
      return { status: "sent" };
    },
    close: () => post?.close(),
  };
}

function envelope(id: string, mail: Mail, { publicUrl }: Place): Pick<Message, "to" | "messageId" | "references"> {
  const { kind, to, reviews } = mail;
  const domain = new URL(publicUrl).hostname;
  const [first] = reviews;
  // One piece of work is one conversation, however many rounds it takes.
  const references = first && kind !== "digest" ? [`<${first.rootRunId}@${domain}>`] : [];
  return { to: { name: to.name, address: to.email }, messageId: `<${id}@${domain}>`, references };
}
