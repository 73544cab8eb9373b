import type { LostPart } from "@/lib/json/read-json";

/** What a form says about a value, in the reviewer's words. Part of the message catalogue (English). */
export const text = {
  required: (label: string) => `Please fill in "${label}".`,
  /** `plain` is how what was written may be meant. */
  notANumber: (label: string, plain: string[]) =>
    plain.length === 0
      ? `${label} must be a number. Write digits, like 1500 or -2.5.`
      : `${label} must be a number. Write ${plain.join(" or ")}${plain.length > 1 ? ", whichever you mean" : ""}.`,
  numberAsText: (label: string, written: string) => `${label} must be a number. Send ${written} without quotes.`,
  numberTooLong: (label: string, written: string) =>
    `${label} has more digits than a number keeps: ${short(written)} ${changeOf(written)}. Write fewer digits.`,
  wrongType: (label: string, expected: string) => `${label} must be ${expected}.`,
  tooShort: (label: string, length: number) => `${label} needs at least ${length} characters.`,
  tooLong: (label: string, length: number) => `${label} can have at most ${length} characters.`,
  tooSmall: (label: string, min: number) => `${label} must be ${min} or more.`,
  tooLarge: (label: string, max: number) => `${label} must be ${max} or less.`,
  wholeNumber: (label: string) => `${label} must be a whole number.`,
  mustBeTicked: (label: string) => `Please tick "${label}".`,
  notAChoice: (label: string, values: string[]) => `${label} must be one of: ${values.join(", ")}.`,
  notChoices: (label: string, values: string[]) => `${label} can only have: ${values.join(", ")}.`,
  twice: (label: string) => `${label} has the same choice twice. Once is enough.`,
  tooFew: (label: string, count: number) => `${label} needs at least ${count}. Please add more.`,
  tooMany: (label: string, count: number) => `${label} can have at most ${count}.`,
  tooEarly: (label: string, min: string) => `${label} can't be before ${min}.`,
  tooLate: (label: string, max: string) => `${label} can't be after ${max}.`,
  timeIsSkipped: (label: string, local: string, after: string) =>
    `${label}: the clocks go forward on that day, and ${local} does not exist. Choose ${after}, or a time before.`,
  timeComesTwice: (label: string, local: string) =>
    `${label}: the clocks go back on that day, and ${local} comes twice. Choose which one you mean.`,
  unfinishedTime: (label: string) => `${label} is not complete. Fill in every part of it, or empty it.`,
  tooExact: (label: string) => `${label} can be exact to the millisecond. Leave out the digits after the third.`,
  wrongShape: (label: string) => `${label} does not have the form that is asked for.`,
  tooBig: (label: string, kilobytes: number) => `${label} can have at most ${kilobytes} kB.`,
  tooDeep: (label: string, levels: number) => `${label} is nested more than ${levels} levels deep.`,
  unusable: (label: string) => `${label} contains a character that can't be stored. Please remove it.`,
  unusableKey: (label: string) => `${label} has a key that can't be used.`,
  fileTooLarge: (label: string, most: string) => `${label} can have at most ${most}. Please choose a smaller file.`,
  notAccepted: (label: string, accept: string[]) =>
    `${label} takes only ${accept.join(", ")}. Please choose another file.`,
  otherRelease: (label: string) => `${label} is of a type that only another release knows. Please try again later.`,
  unknownField: (name: string) => `This form has no field "${name}".`,
  notAForm: "The answers must come as fields with values.",
  /** `place` is where the part stands, as `Total: items.0.id` or `The body`. */
  lost: (place: string, { kind, written }: LostPart) =>
    kind === "key"
      ? `${place} is given twice, and nobody knows which is meant. Write it once.`
      : `${place} is ${short(written)}, which ${changeOf(written)}. Send it as text, in quotes.`,
};

const short = (written: string) => (written.length > 60 ? `${written.slice(0, 60)}…` : written);

function changeOf(written: string): string {
  const kept = Number(written);
  return Number.isFinite(kept) ? `would become ${kept}` : "is too large for a number";
}

/** What a value should have been: "It must be ...". */
export const expected = {
  text: "text",
  number: "a number",
  yesOrNo: "true or false",
  choice: "one of the choices",
  choices: "a list of choices",
  date: "a date like 2027-01-31",
  datetime: "a date and time with its offset, like 2027-01-31T14:30:00+01:00",
  email: "an e-mail address like name@example.com",
  url: "a web address that begins with http:// or https://",
  json: 'JSON; text goes in quotes, like "this"',
  file: "a file that was uploaded for it; please choose it again",
  groups: "a list of groups of fields",
  group: "a group of fields",
};

/** A missing value is asked for; any other of the wrong kind is told what it must be. */
export const wrongType = (label: string, kind: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? text.required(label) : text.wrongType(label, kind)),
});

/** What the controls of a form say. */
export const controls = {
  add: "Add",
  remove: (place: number) => `Remove ${place}`,
  up: (place: number) => `Move ${place} up`,
  down: (place: number) => `Move ${place} down`,
  place: (place: number, count: number) => `${place} of ${count}`,
  inGroup: (place: number, message: string) => `${place}: ${message}`,
};

/** What is said of an answer that came without the form: from a chat, a terminal, another program. */
export const loose = {
  choose: (buttons: string, plain: { field: string; button: string } | null) =>
    `Choose one of: ${buttons}.${plain ? ` Any other text becomes "${plain.field}" and presses "${plain.button}".` : ""}`,
  fillIn: (labels: string[]) =>
    labels.length === 0
      ? "Send an object with the fields to fill in; it may be empty."
      : `Send an object with a value for ${labels.map((label) => `"${label}"`).join(" and ")}.`,
};
