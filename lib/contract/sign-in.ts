/** Days without signing in again. */
export const sessionSeconds = 30 * 24 * 60 * 60;

/** How people who are no demo sign in; none of them in the demo. */
export interface SignInSettings {
  /** By a link that is mailed to them. */
  mail: boolean;
  github: { id: string; secret: string } | null;
  oidc: OidcSettings | null;
  /** Addresses of people who are made admins at the start. */
  admins: string[];
  /** Whoever has an address of these may join as a reviewer. */
  joinDomains: string[];
}

export interface OidcSettings {
  /** Without a slash at the end. */
  issuer: string;
  id: string;
  secret: string;
  /** "Continue with …" */
  name: string;
  /** The issuer vouches for every address, without saying so each time. */
  trustEmail: boolean;
}

/** Addresses are in lower case. */
export interface SignInStore {
  /**
   * Keeps the hash of a link's secret for who could come in, unless their mailbox has as many links as it may have:
   * then, and for strangers, false. Links that are asked for at once are counted one after the other.
   */
  keepLink(link: { hash: string; email: string; expiresAt: Date }): Promise<boolean>;
  /** True for members, and for those who may join: they have joined then. The address must have been verified. */
  admit(email: string, name?: string | null): Promise<boolean>;
  /** Whose it was, once: a second time there is none. */
  useToken(hash: string): Promise<{ email: string; expiresAt: Date } | null>;
  /** From now on no copy of the session's cookie counts, in no process. */
  endSession(id: string): Promise<void>;
}

export interface SignIn extends SignInSettings, SignInStore {
  /** Mails a link in the background. */
  sendLink(to: { email: string; link: string; id: string; minutes: number }): void;
}
