import { composeMail, type Place } from "@/lib/notifications/compose";
import {
  type ClaimedMail,
  type MailMatter,
  type MailStore,
  type Message,
  type Post,
  PostError,
} from "@/lib/notifications/ports";
import { Loop } from "./loop";

const REVIEWS_AT_ONCE = 50;
/** As many as the mail server gets connections. */
const MAILS_AT_ONCE = 5;
/** With waits that double up to an hour: about 18 hours. */
const ATTEMPTS = 24;
const LONGEST_WAIT_MS = 3_600_000;
const STOP_MS = 2_000;

interface MailerOptions extends Place {
  /** Mails to one person in an hour, before the rest is gathered into a digest. */
  perHour: number;
  /** A mail that is being sent belongs to this process for so long. */
  leaseMs: number;
  sweepMs: number;
  log(line: string): void;
}

/**
 * Tells people of reviews that wait for them: at least once, in whatever process has time. Without a post mails are
 * kept to be read in the outbox.
 */
export class Mailer {
  private readonly sweeps: Loop;

  constructor(
    private readonly mails: MailStore,
    private readonly post: Post | null,
    private readonly options: MailerOptions,
  ) {
    const { sweepMs: everyMs, log } = options;
    this.sweeps = new Loop(() => this.sweepOnce(), { everyMs, what: "Looking for mails to send", log });
  }

  start(): void {
    this.sweeps.start();
  }

  /** What is being sent is cut off; some process sends it again, under the same id. */
  async stop(): Promise<void> {
    const swept = this.sweeps.stop();
    this.post?.close();
    // A mail server that hangs must not hold up the stop.
    const patience = new Promise<void>((resolve) => {
      setTimeout(resolve, STOP_MS).unref();
    });
    await Promise.race([swept, patience]);
  }

  private async sweepOnce(): Promise<void> {
    const { mails, options } = this;
    const due = await mails.look();
    if (due.reviews) while ((await mails.tell(options.perHour, REVIEWS_AT_ONCE)) === REVIEWS_AT_ONCE);
    while (due.reviews || due.mails) {
      const claimed = await mails.claim(MAILS_AT_ONCE, options.leaseMs);
      await Promise.all(claimed.map((mail) => this.deliver(mail)));
      if (claimed.length < MAILS_AT_ONCE || this.sweeps.stopped) return;
    }
  }

  /** Never rejects: a mail that could not be settled is taken up again when its time has run out. */
  private async deliver(mail: ClaimedMail): Promise<void> {
    try {
      const matter = await this.mails.read(mail.id);
      const content = matter && composeMail(mail.kind, matter, this.options);
      if (!matter || !content) await this.mails.settle(mail, "dropped");
      else if (!this.post) await this.mails.settle(mail, "kept", { content });
      else await this.send(mail, { ...content, ...this.envelope(mail, matter) }, this.post);
    } catch (error) {
      this.options.log(`Mail ${mail.id} could not be settled, trying again: ${String(error)}`);
    }
  }

  private async send(mail: ClaimedMail, message: Message, post: Post): Promise<void> {
    try {
      await post.send(message);
    } catch (error) {
      if (!(error instanceof PostError)) throw error;
      if (error.final || mail.attempts >= ATTEMPTS) {
        this.options.log(`Mail ${mail.id} was given up at attempt ${mail.attempts}. ${error.message}`);
        return this.mails.settle(mail, "failed", { error: error.message });
      }
      if (mail.attempts === 1) this.options.log(`Mail ${mail.id} could not be sent, trying again. ${error.message}`);
      const wait = Math.min(6 * this.options.sweepMs * 2 ** (mail.attempts - 1), LONGEST_WAIT_MS);
      return this.mails.postpone(mail, error.message, wait);
    }
    await this.mails.settle(mail, "sent");
  }

  private envelope(mail: ClaimedMail, { to, reviews }: MailMatter): Pick<Message, "to" | "messageId" | "references"> {
    const domain = new URL(this.options.publicUrl).hostname;
    const [first] = reviews;
    // One piece of work is one conversation, however many rounds it takes.
    const references = first && mail.kind !== "digest" ? [`<${first.rootRunId}@${domain}>`] : [];
    return { to: { name: to.name, address: to.email }, messageId: `<${mail.id}@${domain}>`, references };
  }
}
