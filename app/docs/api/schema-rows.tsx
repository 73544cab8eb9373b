import type { Row, TypePart } from "@/lib/openapi/describe";
import { CodeText } from "../errors/code-text";

export const schemaAnchor = (name: string) => `schema-${name}`;

/** A type in words; names of schemas lead to them. */
export function TypeText({ parts }: { parts: TypePart[] }) {
  return parts.map((part) =>
    "text" in part ? (
      part.text
    ) : (
      <a key={part.schema} href={`#${schemaAnchor(part.schema)}`} className="text-accent underline underline-offset-2">
        {part.schema}
      </a>
    ),
  );
}

/** Members with type and meaning; what is optional says so. */
export function SchemaRows({ rows }: { rows: Row[] }) {
  return (
    <dl className="divide-y divide-line border-y border-line text-sm">
      {rows.map(({ name, type, required, description }) => (
        <div key={name} className="py-2 sm:flex sm:gap-4">
          <dt className="font-mono break-words sm:w-44 sm:flex-none">
            {name}
            {required ? null : <span className="font-sans text-quiet"> optional</span>}
          </dt>
          <dd className="min-w-0 flex-1 break-words">
            <span className="text-quiet">
              <TypeText parts={type} />
            </span>
            {description ? (
              <span className="block">
                <CodeText text={description} />
              </span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
