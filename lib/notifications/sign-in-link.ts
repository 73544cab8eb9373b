import { mail as words } from "@/lib/messages/mail";
import { escapeHtml } from "./html";
import { button, heading, mailPage, quiet } from "./layout";
import type { Message, Post } from "./ports";

/** Milliseconds before each further attempt; the person is waiting and can ask again. */
const WAITS = [1_000, 5_000];

/**
 * Mails a link that signs in. It is not kept for later, because what would be kept is a key: the attempts are made
 * at once, in this process.
 */
export async function sendSignInLink(
  post: Post,
  { email, link, id, minutes }: { email: string; link: string; id: string; minutes: number },
  log: (line: string) => void,
): Promise<void> {
  const message = signInMessage(email, link, id, minutes);
  for (let attempt = 0; ; attempt++) {
    try {
      return await post.send(message);
    } catch (error) {
      const wait = WAITS[attempt];
      if (wait === undefined || (error as { final?: unknown }).final) {
        return log(`A link to sign in could not be mailed. ${(error as Error).message}`);
      }
      await new Promise((resolve) => setTimeout(resolve, wait).unref());
    }
  }
}

function signInMessage(email: string, link: string, id: string, minutes: number): Message {
  const { host, hostname } = new URL(link);
  const { intro, button: label, good, ignore } = words.signIn;
  return {
    to: { name: "", address: email },
    subject: words.subject.signIn,
    html: mailPage({
      preview: escapeHtml(intro(host)),
      body: [
        heading(words.subject.signIn),
        quiet(escapeHtml(intro(host))),
        button(label, link),
        quiet(escapeHtml(good(minutes))),
      ].join("\n"),
      footer: escapeHtml(ignore),
    }),
    text: `${[intro(host), `${label}: ${link}`, good(minutes), ignore].join("\n\n")}\n`,
    link,
    messageId: `<${id}@${hostname}>`,
    references: [],
  };
}
