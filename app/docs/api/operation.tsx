import { buttonLook } from "@/components/ui/button";
import { Scrollable } from "@/components/ui/scrollable";
import { decision } from "@/lib/messages/review";
import { curlOf, jsonOf, rowsOf, rowsOfParameters, typeParts } from "@/lib/openapi/describe";
import type { Operation } from "@/lib/openapi/document";
import { SchemaRows, TypeText } from "./schema-rows";

export const operationAnchor = (method: string, path: string) => `${method}-${path.replace(/[^a-z]+/gi, "-")}`;

export function OperationSection({ method, path, about }: { method: string; path: string; about: Operation }) {
  const curl = curlOf(method, path, about);
  const body = about.requestBody ? jsonOf(about.requestBody.content) : null;
  return (
    <section id={operationAnchor(method, path)} className="scroll-mt-8 border-t border-line py-8">
      <h3 className="font-semibold">{about.summary}</h3>
      <p className="mt-1 font-mono text-sm break-all">
        <span className="font-semibold uppercase">{method}</span> {path}
      </p>
      <div className="mt-3 flex items-start gap-2 rounded-lg bg-sunken p-3">
        <Scrollable label={`How to call ${path}`} className="min-w-0 flex-1 overflow-x-auto">
          <pre className="font-mono text-sm">{curl}</pre>
        </Scrollable>
        <button type="button" className={buttonLook("plain")} data-copy={curl} aria-live="polite">
          {decision.copy}
        </button>
      </div>
      {about.parameters.length > 0 && (
        <>
          <h4 className="mt-4 mb-1 text-sm font-semibold">Parameters</h4>
          <SchemaRows rows={rowsOfParameters(about.parameters)} />
        </>
      )}
      {body && rowsOf(body).length > 0 && (
        <>
          <h4 className="mt-4 mb-1 text-sm font-semibold">Body</h4>
          <SchemaRows rows={rowsOf(body)} />
        </>
      )}
      <h4 className="mt-4 mb-1 text-sm font-semibold">Answers</h4>
      <ul className="text-sm">
        {Object.entries(about.responses).map(([status, { description, content }]) => (
          <li key={status} className="flex gap-3 py-0.5">
            <span className="figures w-14 flex-none">{status === "default" ? "else" : status}</span>
            <span className="min-w-0 flex-1 break-words">
              {description}{" "}
              {Object.entries(content).map(([type, { schema }]) => (
                <span key={type} className="text-quiet">
                  {type === "application/json" ? null : `${type} `}
                  {Object.keys(schema).length > 0 ? <TypeText parts={typeParts(schema)} /> : null}{" "}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
