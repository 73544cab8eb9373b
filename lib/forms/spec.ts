/**
 * The form spec: plain JSON that says what a form asks. It is stored with every review, so a form is
 * answered exactly as it was shown, whatever the code says by then.
 */
import type { FieldType } from "./kinds";

export type { FieldType };

export type Scalar = string | number | boolean;

/** Any JSON. `null` is what JSON fields may hold inside; a whole value that is null counts as not given. */
export type FormValue = Scalar | null | FormValue[] | { [key: string]: FormValue };

export interface FieldOption {
  value: string;
  label: string;
}

/** About the value of a field that stands before. A value of several choices equals each of them. */
export type Condition = { field: string } & ({ equals: Scalar } | { in: Scalar[] } | { notEmpty: true });

export interface FieldSpec {
  /** Key of the value; letters, digits and underscore. */
  name: string;
  label: string;
  type: FieldType;
  /** Asked for whichever button is pressed; an action may require more fields of its own. */
  required: boolean;
  default?: FormValue;
  help?: string;
  placeholder?: string;
  /** Choices of a `select`, `radio` or `multiselect`. */
  options?: FieldOption[];
  /**
   * Smallest and largest number, earliest and latest date (`YYYY-MM-DD`) or moment (ISO 8601 with offset).
   * A `rating` goes from 1 to `max`, by default 5.
   */
  min?: number | string;
  max?: number | string;
  /** `number` only: whole numbers. */
  integer?: boolean;
  /** Length of a text, in UTF-16 code units as HTML counts them. */
  minLength?: number;
  maxLength?: number;
  /** RE2 syntax, for the whole of a text (`text`, `textarea`, `email`, `url`), and what to say when it does not fit. */
  pattern?: string;
  patternMessage?: string;
  /** How many choices of a `multiselect`, or groups of a `list`. */
  minItems?: number;
  maxItems?: number;
  /** `file` only: most bytes, by default 10 MB; and what is taken, as `.pdf`, `image/png` or `image/*`. */
  maxBytes?: number;
  accept?: string[];
  /** Fields of each group of a `list`. */
  fields?: FieldSpec[];
  /** Text of a `markdown` field, which is only read: it takes no value. */
  content?: string;
  /** Otherwise it is hidden: not required, and a value sent for it is ignored. Not inside a `list`. */
  visibleWhen?: Condition;
}

/** A button of a form. `requires` lists fields that this button needs although the form does not. */
export interface ActionSpec {
  name: string;
  label: string;
  requires: string[];
  /** `primary` is the one that moves on; a form has at most one. */
  tone?: "primary" | "danger";
}

/**
 * What fields must say together, looked at once each of them is fine by itself: where `when` holds, the fields
 * of `require` are needed; without `require`, what `when` describes is refused. `message` stands at the field.
 */
export interface RuleSpec {
  /** Only for this button. */
  action?: string;
  when: Condition;
  require?: string[];
  message: string;
}

export interface FormSpec {
  fields: FieldSpec[];
  actions: ActionSpec[];
  /** The field whose text becomes a comment of the run. */
  commentField?: string;
  rules?: RuleSpec[];
}

/** The part of a form that says which values fit it. */
export type FormFields = Pick<FormSpec, "fields" | "rules">;

/** Values as they are stored: an absent key means "not given". */
export type FormValues = Record<string, FormValue>;

export interface FieldError {
  /** Name of the field, `items.0.name` inside a list; empty where the whole form is meant. */
  field: string;
  message: string;
}
