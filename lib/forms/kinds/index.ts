import type { FieldSpec } from "@/lib/forms/spec";
import { checkbox } from "./checkbox";
import { date } from "./date";
import { datetime } from "./datetime";
import { email } from "./email";
import { file } from "./file";
import { json } from "./json";
import type { FieldKind, TypedKind } from "./kind";
import { list } from "./list";
import { markdown } from "./markdown";
import { multiselect } from "./multiselect";
import { number } from "./number";
import { other } from "./other";
import { radio } from "./radio";
import { rating } from "./rating";
import { select } from "./select";
import { text } from "./text";
import { textarea } from "./textarea";
import { url } from "./url";

export { marksOf } from "./rating";

/** Every type of field. Of somebody's JSON Schema the last ones are asked first: they are told by more. */
export const FIELDS = {
  text,
  textarea,
  number,
  checkbox,
  select,
  radio,
  date,
  multiselect,
  datetime,
  email,
  url,
  rating,
  list,
  json,
  file,
  markdown,
};

export type FieldType = keyof typeof FIELDS;

/** Types whose control is the one for text. */
export type TypedType = { [T in FieldType]: (typeof FIELDS)[T] extends TypedKind ? T : never }[FieldType];

export const kindOf = ({ type }: Pick<FieldSpec, "type">): FieldKind & Partial<TypedKind> =>
  Object.hasOwn(FIELDS, type) ? FIELDS[type] : other;

/** False where a field is only read. */
export const takesValue = (field: Pick<FieldSpec, "type">) => kindOf(field).holds !== "nothing";

/** Whether people write in it whatever they like. */
export const isFreeText = (field: Pick<FieldSpec, "type">) => ["line", "lines"].includes(kindOf(field).typed ?? "");
