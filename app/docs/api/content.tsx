import { rowsOf, typeParts } from "@/lib/openapi/describe";
import { type Operation, openApiDocument } from "@/lib/openapi/document";
import { OperationSection, operationAnchor } from "./operation";
import { SchemaRows, schemaAnchor, TypeText } from "./schema-rows";

interface Call {
  method: string;
  path: string;
  about: Operation;
}

/** All calls and shapes. It is made into HTML once, so nothing in it may depend on who reads it. */
export function ApiContent() {
  const { info, paths, components } = openApiDocument();
  const groups = new Map<string, Call[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, about] of Object.entries(methods)) {
      const [group = ""] = about.tags;
      groups.set(group, [...(groups.get(group) ?? []), { method, path, about }]);
    }
  }
  return (
    <>
      <nav
        aria-label="Calls"
        className="mb-10 text-sm lg:sticky lg:top-8 lg:mb-0 lg:max-h-[calc(100dvh-4rem)] lg:w-64 lg:flex-none lg:overflow-y-auto"
      >
        {[...groups].map(([group, calls]) => (
          <div key={group} className="mb-4">
            <p className="font-semibold">{group}</p>
            <ul>
              {calls.map(({ method, path }) => (
                <li key={method + path}>
                  <a
                    href={`#${operationAnchor(method, path)}`}
                    className="flex min-h-6 items-baseline gap-2 py-0.5 text-quiet hover:text-ink hover:underline"
                  >
                    <span className="w-10 flex-none font-mono text-xs uppercase">{method}</span>
                    <span className="min-w-0 break-all">{path.replace("/api/v1", "")}</span>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <main id="content" className="min-w-0 flex-1 leading-relaxed lg:max-w-[48rem]">
        <h1 className="text-2xl font-semibold">The API</h1>
        <p className="mt-3 text-base">
          {info.description} JSON in, JSON out. A call acts as the person its token belongs to. What can&apos;t be
          carried out is answered with a{" "}
          <a href="/docs/errors" className="text-accent underline underline-offset-2">
            problem document
          </a>
          . For programs the same page is{" "}
          <a href="/api/openapi.json" className="text-accent underline underline-offset-2">
            OpenAPI 3.1
          </a>
          .
        </p>
        {[...groups].map(([group, calls]) => (
          <section key={group} className="mt-12">
            <h2 className="mb-4 text-xl font-semibold">{group}</h2>
            {calls.map((call) => (
              <OperationSection key={call.method + call.path} {...call} />
            ))}
          </section>
        ))}
        <section className="mt-12">
          <h2 className="mb-4 text-xl font-semibold">Shapes</h2>
          {Object.entries(components.schemas).map(([name, schema]) => (
            <section key={name} id={schemaAnchor(name)} className="scroll-mt-8 border-t border-line py-6">
              <h3 className="font-semibold">{name}</h3>
              {typeof schema.description === "string" ? <p className="mt-1 text-sm">{schema.description}</p> : null}
              <div className="mt-2">
                {rowsOf(schema).length > 0 ? (
                  <SchemaRows rows={rowsOf(schema)} />
                ) : (
                  <p className="text-sm text-quiet">
                    <TypeText parts={typeParts(schema)} />
                  </p>
                )}
              </div>
            </section>
          ))}
        </section>
      </main>
    </>
  );
}
