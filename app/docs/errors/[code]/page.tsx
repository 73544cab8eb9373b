import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { isProblemCode, problems } from "@/lib/http/problems";
import { CodeText } from "../code-text";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params;
  return { title: isProblemCode(code) ? problems[code].title : "Not found" };
}

export default async function ErrorPage({ params }: Props) {
  await connection();
  const { code } = await params;
  if (!isProblemCode(code)) notFound();
  const { status, title, happened, safe, todo, members } = problems[code];
  const answers = { "What happened": happened, "What is safe": safe, "What to do": todo };
  return (
    <>
      <Link href="/docs/errors" prefetch={false} className="text-sm text-quiet hover:underline">
        Errors of the API
      </Link>
      <h1 className="mt-2 text-2xl font-semibold">{title}</h1>
      <p className="mt-1 text-quiet">
        Status <span className="figures">{status}</span>, code <code className="font-mono">{code}</code>
      </p>
      {Object.entries(answers).map(([heading, text]) => (
        <section key={heading} className="mt-6">
          <h2 className="font-semibold">{heading}</h2>
          <p className="mt-1">
            <CodeText text={text} />
          </p>
        </section>
      ))}
      {members && (
        <section className="mt-6">
          <h2 className="font-semibold">Also in the answer</h2>
          <dl className="mt-1">
            {Object.entries(members).map(([name, text]) => (
              <div key={name} className="sm:flex sm:gap-4">
                <dt className="font-mono text-sm leading-7 sm:w-40">{name}</dt>
                <dd className="flex-1">
                  <CodeText text={text} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}
