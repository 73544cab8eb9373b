import type { Role } from "@/lib/views/people";

export const shell = {
  product: "Holdpoint",
  tagline: "Work that waits for people.",
  skip: "Skip to the content",
  navigation: "Main",
  inbox: "Inbox",
  runs: "Runs",
  start: "Start",
  agents: "Agents",
  chat: "Chat",
  waiting: (count: number) => (count === 1 ? "1 waiting" : `${count} waiting`),
  demo: "Demo mode",
  demoBanner: "Demo mode: no sign-in, reachable from this computer only.",
  accountOf: (name: string) => `Account of ${name}`,
  role: { author: "Author", reviewer: "Reviewer", admin: "Admin" } satisfies Record<Role, string>,
  switchTo: "Switch person",
  theme: "Appearance",
  themes: { system: "Like the system", light: "Light", dark: "Dark" },
  signOut: "Sign out",
  loading: "Loading",
  opening: "Opening",
};

export const signIn = {
  title: "Sign in",
  demoIntro: "Pick who you want to be. Each sees the same work with other rights, and you can switch at any time.",
  continueAs: (name: string) => `Continue as ${name}`,
  /** What each demo person is good for; others are introduced by what their account says. */
  goodFor: {
    author: "Starts work, follows it, and can answer what is open to everybody.",
    reviewer: "Reads drafts, asks for changes and accepts them.",
    admin: "Sees and may answer everything.",
  } satisfies Record<Role, string>,
  returning: "After signing in you come back to the page you asked for.",
  busy: (name: string) => `Signing in as ${name}…`,
  failed: "Signing in did not work. Nothing was changed. Please try again.",
  errors: {
    Verification: "This link has been used or is too old. Ask for a new one: it leads to the page you wanted, too.",
    AccessDenied: "Nobody here has this address. Please ask the person who runs this Holdpoint to add you.",
  } as Record<string, string>,
  email: "Your e-mail address",
  mailLink: "Mail me a link",
  mailing: "One moment…",
  sentTitle: "Look into your mail",
  sent: (email: string) =>
    `If somebody here has the address ${email}, a link to sign in is on its way. It works once, for 20 minutes, and leads to the page you asked for.`,
  otherAddress: "Use another address",
  continueWith: (name: string) => `Continue with ${name}`,
  or: "or",
  signedIn: (name: string) => `You are signed in as ${name}.`,
  goOn: "Go on",
  confirmTitle: "Sign in",
  confirm: (email: string) => `Sign in as ${email}`,
  confirmWhy: "Programs that check mail open the links in it, too. So nothing happens until you press this button.",
  confirmBroken: "This link is not complete. Open it from the mail again, or ask for a new one.",
};
