import type { Metadata } from "next";
import { connection } from "next/server";
import { CopyOnClick } from "@/components/ui/copy-on-click";
import { ApiContent } from "./content";
import { staticHtml } from "./static-html";

export const metadata: Metadata = { title: "API" };

let html: string | undefined;

export default async function ApiPage() {
  await connection();
  html ??= staticHtml(<ApiContent />);
  return <CopyOnClick className="mx-auto w-full max-w-6xl px-4 py-12 lg:flex lg:gap-12" html={html} />;
}
