import { marksOf } from "@/lib/forms/kinds";
import type { FieldSpec } from "@/lib/forms/spec";
import type { FieldProps } from "./field";
import { RadioField } from "./radio-field";
import { initialText } from "./values";

const MOST_MARKS = 20;

/** A choice from 1 to the highest. */
export const RatingField = (props: FieldProps) => <RadioField {...props} field={asMarks(props.field)} inline />;

function asMarks(field: FieldSpec): FieldSpec {
  // A stored form may ask for any number of marks; nobody could choose among more.
  const length = Math.min(Math.max(Math.trunc(marksOf(field)), 1), MOST_MARKS);
  const values = Array.from({ length }, (_, at) => `${at + 1}`);
  return { ...field, default: initialText(field), options: values.map((value) => ({ value, label: value })) };
}
