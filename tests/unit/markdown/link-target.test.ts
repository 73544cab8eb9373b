import { describe, expect, test } from "vitest";
import { linkTarget } from "@/lib/markdown/link-target";

const said = (address: string, text: string) => {
  const { place, saidByText } = linkTarget(address, text);
  return saidByText ? null : place;
};

describe("a link says where it leads", () => {
  test.each([
    ["the host of another one in its words", "https://evil.co/login", "https://bank.example/?x=evil.co", "evil.co"],
    ["its host in the middle of other words", "https://evil.co/", "not evil.co at all", "evil.co"],
    ["its host as a part of another one", "https://evil.co/", "https://evil.co.bank.example/", "evil.co"],
    ["a name before the host", "https://bank.example@evil.co/", "https://bank.example@evil.co/", "evil.co"],
    ["a name and a password", "https://bank.example:x@evil.co/", "https://bank.example:x@evil.co/", "evil.co"],
    ["a backslash", "https://evil.co\\@bank.example/", "https://evil.co\\@bank.example/", "evil.co"],
    ["letters of another alphabet", "https://раypal.example/", "https://раypal.example/", "xn--ypal-43d9g.example"],
    ["an escaped letter", "https://ev%69l.co/", "https://ev%69l.co/", "evil.co"],
    ["another port", "https://bank.example:8443/", "https://bank.example/", "bank.example:8443"],
    ["a dot behind the host", "https://bank.example./", "https://bank.example/", "bank.example."],
    ["a hidden character in its words", "https://bank.example/", "https://bank.example/\u200B", "bank.example"],
    ["another path on the same host", "https://bank.example/evil", "https://bank.example/good", "bank.example"],
    ["no scheme in its words", "https://bank.example/", "bank.example/pay", "bank.example"],
    ["a mailbox", "mailto:evil@evil.co", "bank@bank.example", "evil@evil.co"],
    ["others who get the mail too", "mailto:a@b.example?cc=evil@evil.co", "a@b.example", "a@b.example?cc=evil@evil.co"],
    ["no address of the web", "javascript:alert(1)", "Pay", "javascript:alert(1)"],
    ["a page of our own", "/account", "Pay", "/account"],
  ])("T12: %s", (_, address, text, place) => expect(said(address, text)).toBe(place));

  test.each([
    ["https://bank.example/pay", "https://bank.example/pay"],
    ["https://bank.example/pay", "bank.example"],
    ["HTTPS://Bank.example/pay", "https://bank.example/pay"],
    ["mailto:a@b.example", "a@b.example"],
  ])("once, where its words are just that: %s", (address, text) => expect(said(address, text)).toBeNull());

  test.each(["javascript:alert(1)", "data:text/html,x", "/api", "//evil.example", "#here", "https://", "file:///etc"])(
    "%s may not be opened",
    (address) => expect(linkTarget(address, "x").href).toBeNull(),
  );

  test("the whole address begins with the host where a name stands before it", () => {
    expect(linkTarget("https://bank.example@evil.co/a", "x").whole).toBe("evil.co (https://bank.example@evil.co/a)");
    expect(linkTarget("https://раypal.example/a", "x").whole).toBe("https://xn--ypal-43d9g.example/a");
  });
});
