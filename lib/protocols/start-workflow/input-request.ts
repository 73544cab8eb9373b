import { neededFields, plainTarget } from "@/lib/forms/loose-answer";
import type { FormSpec } from "@/lib/forms/spec";
import type { OpenRequest } from "@/lib/protocols/requests";
import type { InputRequest } from "./schemas";

/** A review in this dialect: one prompt, and what a plain value may be. */
export function inputRequest({ requestId, review }: OpenRequest): InputRequest {
  const { title, description, draft, form } = review;
  const target = plainTarget(form);
  const buttons = form.actions.length > 1 || !target ? form.actions.map(({ name }) => name) : [];
  const choices = (target?.field.options ?? []).map(({ value }) => value);
  const type = inputType(form);
  const parts = [title, description, draft?.content, type === "object" ? fieldList(form) : ""];
  return {
    request_id: requestId,
    prompt: parts.filter(Boolean).join("\n\n"),
    options: [...buttons, ...choices],
    input_type: type,
  };
}

function inputType(form: FormSpec): string {
  const target = plainTarget(form);
  if (target) return target.field.type;
  return form.actions.some((action) => neededFields(form.fields, action).length === 0) ? "choice" : "object";
}

const fieldList = ({ fields }: FormSpec) =>
  fields.map(({ name, label, type }) => `${name}: ${label} (${type})`).join("\n");
