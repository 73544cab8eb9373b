/** What a form says about a value, in the reviewer's words. Part of the message catalogue (English). */
export const text = {
  required: (label: string) => `${label} is needed here. Please fill it in.`,
  wrongType: (label: string, expected: string) => `${label} must be ${expected}.`,
  tooShort: (label: string, length: number) => `${label} needs at least ${length} characters.`,
  tooLong: (label: string, length: number) => `${label} can have at most ${length} characters.`,
  tooSmall: (label: string, min: number) => `${label} must be ${min} or more.`,
  tooLarge: (label: string, max: number) => `${label} must be ${max} or less.`,
  wholeNumber: (label: string) => `${label} must be a whole number.`,
  mustBeTicked: (label: string) => `Please tick "${label}".`,
  notAChoice: (label: string, values: string[]) => `${label} must be one of: ${values.join(", ")}.`,
  tooEarly: (label: string, min: string) => `${label} can't be before ${min}.`,
  tooLate: (label: string, max: string) => `${label} can't be after ${max}.`,
  unusable: (label: string) => `${label} contains a character that can't be stored. Please remove it.`,
  unknownField: (name: string) => `This form has no field "${name}".`,
};
