"use client";

import { Field } from "@/components/forms/field";
import { shownForm } from "@/components/forms/shown-form";
import { useActionForm } from "@/components/forms/use-action-form";
import { PlainText } from "@/components/markdown/plain-text";
import { Notice } from "@/components/ui/notice";
import type { ReviewView } from "@/lib/views/views";

/** A review as somebody reads it who may not answer it: why, and the fields without the buttons. */
export function ShownForm({ review }: { review: ReviewView }) {
  const asked = shownForm(review.form);
  const { form } = useActionForm(asked, `shown ${review.id}`);
  return (
    <div className="flex flex-col gap-4">
      {review.may.reason ? (
        <Notice tone="info">
          <p className="wrap-anywhere">
            <PlainText>{review.may.reason}</PlainText>
          </p>
        </Notice>
      ) : null}
      {review.draft && review.description ? (
        <p className="text-quiet">
          <PlainText>{review.description}</PlainText>
        </p>
      ) : null}
      <fieldset disabled className="flex flex-col gap-4">
        {asked.fields.map((field) => (
          <Field key={field.name} field={field} actions={[]} form={form} />
        ))}
      </fieldset>
    </div>
  );
}
