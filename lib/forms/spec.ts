/**
 * The form spec: plain JSON that says what a form asks. It is stored with every review, so a form is
 * answered exactly as it was shown, whatever the code says by then.
 */

export type Scalar = string | number | boolean;

export type FieldType = "text" | "textarea" | "number" | "checkbox" | "select" | "radio" | "date";

export interface FieldOption {
  value: string;
  label: string;
}

export interface FieldSpec {
  /** Key of the value; letters, digits and underscore. */
  name: string;
  label: string;
  type: FieldType;
  /** Asked for whichever button is pressed; an action may require more fields of its own. */
  required: boolean;
  default?: Scalar;
  help?: string;
  placeholder?: string;
  /** Choices of a `select` or `radio`. */
  options?: FieldOption[];
  /** Smallest and largest number, or earliest and latest date (`YYYY-MM-DD`). */
  min?: number | string;
  max?: number | string;
  /** `number` only: whole numbers. */
  integer?: boolean;
  /** Length of a text, in UTF-16 code units as HTML counts them. */
  minLength?: number;
  maxLength?: number;
}

/** A button of a form. `requires` lists fields that this button needs although the form does not. */
export interface ActionSpec {
  name: string;
  label: string;
  requires: string[];
  /** `primary` is the one that moves on; a form has at most one. */
  tone?: "primary" | "danger";
}

export interface FormSpec {
  fields: FieldSpec[];
  actions: ActionSpec[];
  /** The field whose text becomes a comment of the run. */
  commentField?: string;
}

/** Values as they are stored: an absent key means "not given". */
export type FormValues = Record<string, Scalar>;

export interface FieldError {
  /** Name of the field; empty where the whole form is meant. */
  field: string;
  message: string;
}
