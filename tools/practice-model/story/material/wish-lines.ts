/** Sentences that take up what comments ask for; `{what}` comes from the comment. Longer form first, shorter second. */
export type Pair = [long: string, short: string];

export const ADDED: Record<"creature" | "person" | "weather" | "vista" | "thing" | "many", Pair[]> = {
  creature: [
    [
      "That was the day {what} came to the door, sat down on the step and waited, as polite as a guest.",
      "{What} came by.",
    ],
    [
      "That week {name} met {what}, and from then on they went everywhere together, as if it had been arranged.",
      "One day {name} met {what}.",
    ],
    ["In the corner, half asleep, lay {what}, and nobody found that strange.", "In the corner lay {what}."],
  ],
  person: [
    [
      "Among those who came by that day was {what}, and there was always room for one more at the table.",
      "{What} came by.",
    ],
    [
      "It was then that {name} noticed {what}, standing a little apart and waiting to be asked.",
      "There {name} met {what}.",
    ],
  ],
  weather: [
    ["That night {what} came over the roofs and stayed until the morning, and nobody slept much.", "Then came {what}."],
    ["Before anyone could close the windows, {what} had come in and made itself at home.", "Outside there was {what}."],
  ],
  vista: [
    [
      "From the window one could see {what}, and {name} looked that way more often than anywhere else.",
      "Outside lay {what}.",
    ],
    ["Beyond the last houses lay {what}, closer than on other days.", "Beyond it lay {what}."],
  ],
  thing: [
    [
      "And then there was the matter of {what}, which nobody could explain and nobody wanted to miss.",
      "And there was {what}.",
    ],
    ["What people remembered best, later, was {what}.", "Nobody forgot {what}."],
    ["{Name} had not expected {what}, and was glad of it all the same.", "{Name} was glad of {what}."],
  ],
  many: [
    [
      "And then there was the matter of {what}, which nobody could explain and nobody wanted to miss.",
      "Then came {what}.",
    ],
    ["That day {name} noticed {what} everywhere, and could not have said why.", "Everywhere {name} saw {what}."],
  ],
};

export const DIALOGUE: Pair = [
  "“And what if it goes wrong?” somebody asked. “Then we will know that too,” said {name}. “And if it goes well?” “Then we will have cake.”",
  "“And if it goes wrong?” “Then we will know,” said {name}.",
];

/** `{what}` has a name that the comments gave it. */
export const NAMED: Pair[] = [
  [
    "The {noun}’s name was {what}, and it came when it was called, at least on Sundays.",
    "The {noun} was called {what}.",
  ],
  ["Everybody knew the {noun} as {what}, and nobody remembered since when.", "The {noun} was called {what}."],
];

export const HAPPENED: Pair[] = [
  ["And so it happened that {what}.", "And {what}."],
  ["Before the day was over, {what}.", "Then {what}."],
  ["It was around this time that {what}.", "Then {what}."],
];

export const FACTS: Pair[] = [
  ["One thing has to be said here: {what}.", "{What}."],
  ["It should also be known that {what}.", "{What}."],
  ["And this is true as well: {what}.", "{What}."],
];

export const SAID: Pair[] = [
  ["Over the door somebody had painted the words {what}", "On the door stood {what}"],
  ["“I only know one proverb,” said a voice from the back, “and it goes like this: {inner}”", "A voice said {what}"],
];

export const TRAITS = {
  comparative: [["In those days nobody had ever seen {who} {what}.", "{Who} was {what} than ever."]] as Pair[],
  plain: [["{Who} was {what}, and that was known far beyond the last house.", "{Who} was {what}."]] as Pair[],
};

export const TIME: Pair = ["All of this happened {what}, when such things were still possible.", "It was {what}."];

export const TONE_WORD: Pair = ["It was, everybody agreed, {aWhat} sort of day.", "It was {aWhat} day."];
export const TONE_MORE: Pair = [
  "Everything that happened that day was {what} than it needed to be.",
  "It was all {what} than usual.",
];
export const TONE_PHRASE: Pair = ["It has to be told as it was asked for, {what}, and so it is.", "It is told {what}."];

export const IMAGE = {
  weather: [
    [
      "And then, quite softly, came the {bare}, and it stayed until nobody was awake to hear it.",
      "And then came the {bare}.",
    ],
  ] as Pair[],
  thing: [
    ["The last thing {name} noticed, before the lamp went out, was {what}.", "The last thing was {what}."],
  ] as Pair[],
  place: [["And the very last page of it was written {what}.", "It ended {what}."]] as Pair[],
};

export const LAST_WORDS: Pair = ["And the last words anyone heard were these: {what}", "The last words: {what}"];
export const LAST_EVENT: Pair = ["And so, in the end, it came about: {what}.", "In the end {what}."];
export const LAST_ADJECTIVE: Pair = [
  "It was {aWhat} ending, and {name} would not have wanted another.",
  "It was {aWhat} ending.",
];
export const LAST_MORE: Pair = [
  "It ended {what} than anyone had thought, and {name} would not have had it otherwise.",
  "It ended {what} than before.",
];
export const MORAL: Pair = [
  "If there is a moral in this, it is a small one: ask before you mend.",
  "The moral: ask before you mend.",
];
