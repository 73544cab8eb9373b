/** Headings that fit almost any subject, in the order an article would have them. */
export const HEADINGS = [
  "Where it began",
  "Why it matters now",
  "How it works, step by step",
  "An example from close by",
  "What it costs, and who pays",
  "What most people get wrong",
  "What could go wrong",
  "Who looks after it",
  "What to do first",
  "What will be left in ten years",
];

/** `{h}` is a heading and `{it}` the subject. */
export const BEGINNINGS = [
  "“{h}”: that is where most talk about {it} begins, and where it often stops too early.",
  "Anyone who looks into {it} soon comes to this point: {h}.",
  "When it comes to {it}, there is a short answer and a long one to “{h}”. The short one fits on a postcard; this is the beginning of the long one.",
  "Ask ten people about {it} and you hear ten stories. “{h}” is in nearly all of them.",
];

export const MIDDLES = [
  "Take one example from close by. A neighbour, a shop, a single street is enough to see what changes and what stays as it is.",
  "Three things count here: what is already there, what it takes to keep it, and who looks after it on an ordinary day.",
  "People disagree on the numbers, but hardly on the direction. A figure with its source belongs here before this goes out.",
  "It helps to look twice, once in a good year and once in a bad one. What holds in both is worth writing down.",
  "The plan on paper is tidy. The first week is not, and that is where most of what is learned is learned.",
  "Some of it can be measured and some of it only noticed. Both belong in an honest account.",
];

export const ENDS = [
  "So the question is less whether than how, and by whom.",
  "What follows from it is quick to say and slow to do.",
  "The next step is a small one: ask somebody who has done it before.",
  "Seen like that, it is less a riddle than a habit.",
];

export const ANNOUNCEMENTS = [
  "New today: {it}. Read it over a coffee, and tell us what you would add.",
  "We looked closely at {it}, and it was not what we expected. The whole article is out now.",
];

/** What a careful reader would remark about a text that he knows nothing about. */
export const REMARKS = [
  "The beginning says what it is about; the second paragraph could open with an example.",
  "A number with its source would make the strongest claim stronger.",
  "Two sentences say nearly the same; one of them can go.",
  "The end could tell readers what they can do next.",
  "The longest sentence would read better as two.",
  "One word of the trade should be explained where it first appears.",
];
