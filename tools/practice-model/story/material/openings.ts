/** First sentences; `{in}` is the place. The last of each list is the shortest. */
export const OPENINGS = {
  hero: [
    "Once, {in}, there lived {past}.",
    "This is the story of {phrase}, and it begins {in}.",
    "{In}, people still talk about {phrase}.",
    "Ask anyone {in} about {phrase}, and you will hear the same story.",
  ],
  topic: [
    "{In}, it all began with {phrase}.",
    "This is a story about {phrase}, and it happened {in}.",
    "Everybody {in} had heard about {phrase}, but hardly anyone knew how it had really been.",
  ],
  clause: [
    "This is the story of {phrase}, as it is told {in}.",
    "{In}, on long evenings, they still tell of {phrase}.",
  ],
  quoted: [
    "One morning, {in}, {name} found a slip of paper under the door, and on it stood: {phrase}",
    "{In}, somebody had painted words on a wall overnight: {phrase}",
  ],
  question: [
    "One morning, {in}, {name} found a slip of paper under the door, and on it stood a question: {phrase}",
    "{In}, for as long as anyone could remember, one question had been left unanswered: {phrase}",
  ],
};

/** The same where the prompt says itself where it happens. */
export const PLACELESS_OPENINGS = {
  hero: [
    "Once there was {past}.",
    "This is the story of {phrase}.",
    "People still talk about {phrase}.",
    "If you ask the old people about {phrase}, they will sit down first.",
  ],
  topic: [
    "It all began with {phrase}.",
    "This is a story about {phrase}.",
    "Everybody had heard about {phrase}, but hardly anyone knew how it had really been.",
  ],
  clause: ["This is the story of {phrase}.", "On long evenings they still tell of {phrase}."],
  quoted: OPENINGS.quoted.map((sentence) => sentence.replace(", {in},", "").replace("{In}, s", "S")),
  question: OPENINGS.question.map((sentence) => sentence.replace(", {in},", "").replace("{In}, f", "F")),
};

/** Opening and name in one, for very short stories. */
export const SHORT_OPENINGS = {
  hero: "{Name}, {phrase}, lived {in}.",
  topic: "{In}, {name} dreamed of {phrase}.",
  clause: "{In}, {name} liked to tell {phrase}.",
  quoted: "{In}, {name} found a note: {phrase}",
  question: "{In}, {name} found a note: {phrase}",
};

/** Who it is, after the opening. */
export const INTRODUCTIONS = {
  hero: [
    "{Their} name was {name}.",
    "Everybody called {them} {name}.",
    "The name was {name}, though hardly anyone asked.",
  ],
  topic: [
    "The one who was there from the first day was called {name}.",
    "It happened to somebody called {name}.",
    "Nobody was in it more deeply than a neighbour called {name}.",
  ],
  clause: ["The one who saw it all was called {name}.", "It is {name} who tells it best, because {name} was there."],
  quoted: [
    "{Name} read it, walked on, came back and read it again.",
    "Nobody knew what to do about it, except for {name}.",
  ],
  question: ["{Name} could not stop thinking about it.", "It was {name} who decided to find the answer."],
};

/** What the days are like before anything happens; each stands alone. */
export const BACKGROUND = {
  hero: [
    "The days had a fixed shape: coffee, {doing|work}, bread, a walk, and bed.",
    "{Name} was not somebody who talked much, but {they} listened in a way that made other people finish their sentences.",
    "Of {thing|most things} {name} knew more than {they} would ever say.",
    "On the shelf above the bed stood three books, a compass and a photograph of nobody in particular.",
    "“There is no hurry,” {name} used to say, and then did everything before noon.",
    "People came by for advice and went home with soup.",
    "There was a hat for every season, and a fifth one for special cases.",
    "In the evenings {name} sat on the step and said good night to whoever passed.",
  ],
  topic: [
    "Most people had an opinion about {thing|it}; {name} had a question.",
    "{Name} kept a small notebook, and everything {they} heard about {thing|it} went into it.",
    "In the evenings people sat on the steps and told it to each other, every time a little differently.",
    "The newspaper had printed a short piece about {thing|it}, on page eleven, and got the date wrong.",
    "Children played it in the yard, and always quarrelled about the end.",
    "Some said it was luck, and some said it was weather, and both sides were fond of shouting.",
    "On the shelf above the bed stood three books, a compass and a photograph of nobody in particular.",
  ],
};

/** Asides that fit anywhere in the middle of a story and need nothing around them. */
export const ASIDES = [
  "There are days that keep a place free for something, and this was one of them.",
  "Nobody spoke for a while, and it was not an unpleasant silence.",
  "{Name} remembered a saying: what you cannot carry, you can sometimes lead.",
  "Outside, somebody dropped a bucket and laughed.",
  "It smelled of soap and of bread.",
  "For some reason {name} thought of {thing|the very first day}.",
  "“Well,” {name} said, to nobody, “that is new.”",
  "Later it was hard to say how long it had taken.",
  "The lamp hummed a little, as if it had something to add.",
  "A cat walked through, looked at everyone and left again.",
  "It was one of those hours that are on no timetable.",
  "“Is there soup?” somebody asked, and there was.",
  "The stairs creaked in their usual order.",
  "{Name} counted to ten, and then to twenty, to be on the safe side.",
  "Far off a train went by, and for a moment everybody was on it.",
  "There was dust in the light, and it was in no hurry.",
  "Someone had left a window open, and the curtain was making the most of it.",
  "Somewhere a door closed, gently, the way a book is closed by someone who liked it.",
];
