import { describe, expect, test } from "vitest";
import { clientAddress, isNetwork, noteClient, senderOf } from "@/lib/http/client-address";

const PROXIES = ["10.0.0.5", "10.1.0.0/16", "fd00::/8"];
const from = (peer: string, forwardedFor: string, proxies = PROXIES) => clientAddress(peer, forwardedFor, proxies);

describe("T13: X-Forwarded-For is believed only as far as declared proxies wrote it", () => {
  test.each([
    ["203.0.113.9", "198.51.100.1", "203.0.113.9"],
    ["203.0.113.9", "10.0.0.5", "203.0.113.9"],
    ["10.0.0.5", "", "10.0.0.5"],
    ["10.0.0.5", "198.51.100.1", "198.51.100.1"],
    ["10.0.0.5", "6.6.6.6, 198.51.100.1", "198.51.100.1"],
    ["10.0.0.5", "6.6.6.6, 198.51.100.1, 10.1.2.3", "198.51.100.1"],
    ["10.0.0.5", "6.6.6.6, 10.2.0.1, 10.1.2.3", "10.2.0.1"],
    ["10.0.0.5", "10.1.2.3", "10.1.2.3"],
    ["10.0.0.5", "198.51.100.1, nonsense", "10.0.0.5"],
    ["10.0.0.5", "198.51.100.1,", "10.0.0.5"],
    ["::ffff:10.0.0.5", "198.51.100.1:4711", "198.51.100.1"],
    ["fd00::1", "[2001:db8::7]:443", "2001:db8::7"],
    ["fd00::1%eth0", "2001:db8::7", "2001:db8::7"],
    ["10.0.0.5", "1", "10.0.0.5"],
    ["", "198.51.100.1", "unknown"],
  ])("from %s, forwarded for %j: %s", (peer, forwardedFor, client) => {
    expect(from(peer, forwardedFor)).toBe(client);
  });

  test("without declared proxies nobody is believed", () => {
    expect(from("127.0.0.1", "198.51.100.1", [])).toBe("127.0.0.1");
  });
});

test("T13: addresses of one IPv6 network are one sender", () => {
  const sender = (address: string) => {
    const headers = {};
    noteClient(headers, address);
    return senderOf(new Headers(headers));
  };
  expect(sender("2001:db8:1:2::1")).toBe(sender("2001:db8:1:2:ffff::9"));
  expect(sender("2001:db8:1:3::1")).not.toBe(sender("2001:db8:1:2::1"));
  expect(sender("198.51.100.1")).toBe("198.51.100.1");
  expect(senderOf(new Headers())).toBe("unknown");
});

test("proxies are named by address or range", () => {
  expect(["10.0.0.5", "10.1.0.0/16", "::1", "fd00::/8"].map(isNetwork)).toEqual(Array(4).fill(true));
  expect(["", "proxy", "10.1", "10.1.0.0/33", "10.0.0.5:80", "*"].map(isNetwork)).toEqual(Array(6).fill(false));
});
