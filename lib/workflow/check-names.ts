export const NAME = /^[a-z][a-z0-9_-]{0,63}$/;

export const nameCure = (what: string) =>
  `the ${what} must be lower-case letters, digits, "-" or "_", beginning with a letter.`;
