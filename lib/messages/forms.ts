export const forms = {
  holdsHidden: (text: string) =>
    `It begins with hidden characters, named here in brackets: ${text.length > 300 ? `${text.slice(0, 300)}…` : text}`,
  optional: "optional",
  choose: "Choose…",
  none: "No choice",
  neededFor: (actions: string[]) => `Needed for ${actions.map((label) => `“${label}”`).join(" and ")}.`,
  length: (length: number, max: number) => `${length} of ${max} characters`,
  tooLongBy: (over: number) => (over === 1 ? "1 character too long" : `${over} characters too long`),
  range: (min: string | undefined, max: string | undefined) =>
    min !== undefined && max !== undefined
      ? `From ${min} to ${max}.`
      : min !== undefined
        ? `${min} or more.`
        : max !== undefined
          ? `Up to ${max}.`
          : "",
  whichTime: "The clocks go back on that day, and this time comes twice. Which one do you mean?",
  firstTime: (offset: string) => `The first one, before the change (${offset})`,
  secondTime: (offset: string) => `The second one, after the change (${offset})`,
  summary: (errors: number) =>
    errors === 1 ? "One thing needs your attention:" : `${errors} things need your attention:`,
};
