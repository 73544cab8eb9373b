import type { UseFormReturn } from "react-hook-form";
import { shownText } from "@/lib/markdown/hidden-characters";
import { forms } from "@/lib/messages/forms";
import type { RawValues } from "./values";

/** For screen readers: each error also stands at its field. */
export function ErrorSummary({ form }: { form: UseFormReturn<RawValues> }) {
  const messages = Object.values(form.formState.errors).flatMap((error) => error?.message ?? []);
  return (
    <div role="alert" className="sr-only">
      {messages.length > 0 ? `${forms.summary(messages.length)} ${shownText(messages.join(" "))}` : null}
    </div>
  );
}
