import { describe, expect, it } from "vitest";
import { addressGuard, isAllowance, isPublic } from "@/lib/effects/address-guard";

const names: Record<string, string[]> = {
  "public.example": ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"],
  "inside.example": ["127.0.0.1"],
  "both.example": ["93.184.215.14", "10.0.0.7"],
  "db.example": ["93.184.215.99"],
};
const resolve = async (host: string) => {
  const found = names[host];
  if (!found) throw new Error(`ENOTFOUND ${host}`);
  return found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
};
const check = (url: string, options: { allowed?: string[]; ownDatabase?: string } = {}) =>
  addressGuard({ ...options, resolve }).check(new URL(url));

describe("addresses that are not for everybody", () => {
  it.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0x7f.1/",
    "http://0/",
    "http://10.0.0.1/",
    "http://172.16.3.4/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.100.100.200/",
    "http://168.63.129.16/",
    "http://192.0.0.192/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::]/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://inside.example/",
    "http://inside.example./",
    "http://both.example/",
  ])("refuses %s", async (url) => {
    await expect(check(url)).rejects.toMatchObject({ name: "AddressRefused" });
  });

  it("lets public ones through, with what was resolved to be connected to", async () => {
    expect(await check("https://public.example/")).toEqual([
      { address: "93.184.215.14", family: 4 },
      { address: "2606:2800:21f:cb07:6820:80da:af6b:8b2c", family: 6 },
    ]);
    expect(isPublic("8.8.8.8")).toBe(true);
  });

  it("keeps the look-up's own error", async () => {
    await expect(check("http://nowhere.example/")).rejects.toThrow("ENOTFOUND");
  });
});

describe("what an operator allows", () => {
  it("is a place by host and port, and no other port", async () => {
    const allowed = ["127.0.0.1:8080", "inside.example:80", "[::1]:9000"];
    await expect(check("http://127.0.0.1:8080/", { allowed })).resolves.toHaveLength(1);
    await expect(check("http://inside.example/", { allowed })).resolves.toHaveLength(1);
    await expect(check("http://[::1]:9000/", { allowed })).resolves.toHaveLength(1);
    await expect(check("http://127.0.0.1:8081/", { allowed })).rejects.toThrow("not a public address");
  });

  it("is a range", async () => {
    const allowed = ["10.0.0.0/8", "fd00::/8"];
    await expect(check("http://10.9.8.7:81/", { allowed })).resolves.toHaveLength(1);
    await expect(check("http://[fd12::1]/", { allowed })).resolves.toHaveLength(1);
    await expect(check("http://both.example/", { allowed })).resolves.toHaveLength(2);
    await expect(check("http://192.168.0.1/", { allowed })).rejects.toThrow("not a public address");
  });

  it("never opens the own database by a range, only by its very host and port", async () => {
    const ownDatabase = "postgresql://u:p@127.0.0.1:5433/app";
    await expect(check("http://127.0.0.1:5433/", { allowed: ["127.0.0.0/8"], ownDatabase })).rejects.toThrow(
      "not a public",
    );
    await expect(check("http://127.0.0.1:80/", { allowed: ["127.0.0.0/8"], ownDatabase })).resolves.toHaveLength(1);
    await expect(check("http://127.0.0.1:5433/", { allowed: ["127.0.0.1:5433"], ownDatabase })).resolves.toHaveLength(
      1,
    );
  });

  it("closes the machine of the own database even when it is public", async () => {
    const ownDatabase = "postgresql://u:p@db.example/app";
    await expect(check("http://93.184.215.99/", { ownDatabase })).rejects.toThrow("not a public address");
  });

  it.each([
    ["10.0.0.0/8", true],
    ["a.example:80", true],
    ["[::1]:80", true],
    ["10.0.0.1", false],
    ["x", false],
    ["1.2.3/99", false],
    ["a@b:80", false],
  ])("%s is a setting: %s", (text, fits) => {
    expect(isAllowance(text as string)).toBe(fits);
  });
});

describe("W2: this Holdpoint itself, where agents are asked", () => {
  const own = { url: "https://public.example", host: "127.0.0.1", port: 3000 };
  const guard = (options: { allowed?: string[]; own?: typeof own } = {}) =>
    addressGuard({ own, allowed: ["127.0.0.0/8", "::/0"], ...options, resolve });

  it.each([
    "https://public.example/",
    "https://PUBLIC.example:443/.well-known/agent-card.json",
    "https://public.example./a2a",
    "http://127.0.0.1:3000/",
    "http://2130706433:3000/",
    "http://[::ffff:127.0.0.1]:3000/",
    "http://inside.example:3000/",
    "http://0.0.0.0:3000/",
    "http://[::]:3000/",
  ])("is refused as %s, also where its range is open, with what to do", async (url) => {
    const { host } = new URL(url);
    expect(await guard().leadsBack(new URL(url))).toMatch(
      /is this Holdpoint itself.*HOLDPOINT_ALLOW_PRIVATE_ADDRESSES/s,
    );
    await expect(guard().check(new URL(url))).rejects.toMatchObject({ name: "AddressRefused" });
    const listed = `${host}${new URL(url).port === "" ? ":443" : ""}`;
    expect(await guard({ allowed: [listed] }).leadsBack(new URL(url))).toBeNull();
  });

  it.each([
    "http://127.0.0.1:3001/",
    "https://public.example:8443/",
    "http://inside.example/",
    "https://nowhere.example/",
  ])("is not %s", async (url) => {
    expect(await guard().leadsBack(new URL(url))).toBeNull();
  });

  it("is every address of this machine where it listens at all of them", async () => {
    const everywhere = { own: { ...own, host: "0.0.0.0" } };
    expect(await guard(everywhere).leadsBack(new URL("http://127.0.0.1:3000/"))).not.toBeNull();
    expect(await guard(everywhere).leadsBack(new URL("http://[::1]:3000/"))).not.toBeNull();
    expect(await guard(everywhere).leadsBack(new URL("http://127.0.0.1:3001/"))).toBeNull();
  });

  it("is another server's neighbour: one that shares its public address is asked", async () => {
    const shared = { ...own, url: "https://db.example" };
    const names = addressGuard({ own: shared, resolve: async () => [{ address: "93.184.215.99", family: 4 }] });
    expect(await names.leadsBack(new URL("https://db.example/"))).not.toBeNull();
    expect(await names.leadsBack(new URL("https://agents.example/"))).toBeNull();
  });
});
