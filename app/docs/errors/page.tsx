import type { Metadata } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { type ProblemCode, problemPath, problems } from "@/lib/http/problems";

export const metadata: Metadata = { title: "Errors of the API" };

export default async function ErrorsPage() {
  await connection();
  return (
    <>
      <h1 className="text-2xl font-semibold">Errors of the API</h1>
      <p className="mt-3 text-quiet">
        A request that can&apos;t be carried out is answered with a problem document (RFC 9457). Its type is the address
        of one of these pages.
      </p>
      <ul className="mt-8 divide-y divide-line border-y border-line">
        {Object.entries(problems).map(([code, { status, title }]) => (
          <li key={code}>
            <Link href={problemPath(code as ProblemCode)} prefetch={false} className="flex gap-4 py-3 hover:underline">
              <span className="figures w-10 text-quiet">{status}</span>
              <span className="flex-1">{title}</span>
              <code className="hidden font-mono text-sm text-quiet sm:block">{code}</code>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
