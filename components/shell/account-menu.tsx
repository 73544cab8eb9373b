"use client";

import { Menu } from "@base-ui/react/menu";
import { Check, ChevronsUpDown } from "lucide-react";
import { useRef, useState } from "react";
import { PlainText } from "@/components/markdown/plain-text";
import { Link } from "@/components/ui/link";
import { shownText } from "@/lib/markdown/hidden-characters";
import { shell } from "@/lib/messages/shell";
import type { Role } from "@/lib/words/people";
import { PersonMark } from "./person-mark";
import { signInAs, signOutHere } from "./session";
import { type Theme, themeCookie, themes } from "./theme";

interface Person {
  name: string;
  email: string;
  role: Role;
}

const item =
  "flex min-h-9 w-full cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5 text-left outline-none select-none " +
  "data-highlighted:bg-sunken pointer-coarse:min-h-11";
const heading = "px-2.5 pt-2 pb-1 text-xs font-semibold text-quiet";

/** Who I am, being somebody else (demo), how it looks, leaving. */
export function AccountMenu({
  me,
  people,
  theme: saved,
  outbox,
}: {
  me: Person;
  people: Person[];
  theme: Theme;
  /** Whether there is one. */
  outbox: boolean;
}) {
  const [theme, setTheme] = useState(saved);
  const chooseTheme = (next: Theme) => {
    setTheme(next);
    document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
  };
  const others = people.filter((person) => person.email !== me.email);
  // Beside its button rather than at the end of the page: so it belongs to a landmark.
  const place = useRef<HTMLDivElement>(null);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        aria-label={shownText(shell.accountOf(me.name))}
        className="flex min-h-9 items-center gap-2.5 rounded-lg p-1.5 text-left hover:bg-sunken data-popup-open:bg-sunken lg:w-full pointer-coarse:min-h-11"
      >
        <PersonMark name={me.name} />
        <span className="min-w-0 flex-1 truncate max-lg:sr-only">
          <PlainText>{me.name}</PlainText>
        </span>
        <ChevronsUpDown aria-hidden size={14} className="text-quiet max-lg:hidden" />
      </Menu.Trigger>
      <div ref={place} className="absolute" />
      <Menu.Portal container={place}>
        <Menu.Positioner side="bottom" align="end" sideOffset={6} className="z-40 outline-none">
          <Menu.Popup className="appear w-64 rounded-lg border border-line bg-surface p-1.5 shadow-float outline-none">
            <div className="flex items-center gap-3 px-2.5 py-2">
              <PersonMark name={me.name} size="large" />
              <div className="min-w-0">
                <div className="truncate font-semibold">
                  <PlainText>{me.name}</PlainText>
                </div>
                <div className="truncate text-xs text-quiet">
                  {shell.role[me.role]} · {me.email}
                </div>
              </div>
            </div>
            {others.length > 0 ? (
              <Menu.Group>
                <Menu.GroupLabel className={heading}>{shell.switchTo}</Menu.GroupLabel>
                {others.map((person) => (
                  <Menu.Item key={person.email} className={item} onClick={() => void signInAs(person.email)}>
                    <PersonMark name={person.name} />
                    <span className="flex-1">
                      <PlainText>{person.name}</PlainText>
                    </span>
                    <span className="text-xs text-quiet">{shell.role[person.role]}</span>
                  </Menu.Item>
                ))}
              </Menu.Group>
            ) : null}
            <Menu.RadioGroup value={theme} onValueChange={(next) => chooseTheme(next as Theme)}>
              <Menu.GroupLabel className={heading}>{shell.theme}</Menu.GroupLabel>
              {themes.map((choice) => (
                <Menu.RadioItem key={choice} value={choice} closeOnClick={false} className={item}>
                  <span className="flex-1">{shell.themes[choice]}</span>
                  <Menu.RadioItemIndicator>
                    <Check aria-hidden size={14} className="text-accent" />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className="my-1.5 h-px bg-line" />
            <Menu.LinkItem className={item} closeOnClick render={<Link href="/account" />}>
              {shell.account}
            </Menu.LinkItem>
            {outbox ? (
              <Menu.LinkItem className={item} closeOnClick render={<Link href="/outbox" />}>
                {shell.outbox}
              </Menu.LinkItem>
            ) : null}
            <Menu.Item className={item} onClick={() => void signOutHere()}>
              {shell.signOut}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
