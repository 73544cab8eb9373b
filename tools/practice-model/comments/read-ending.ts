import type { ClauseReader, Ending, Mood } from "./wishes";

const SPEAKS_OF_IT =
  /\b(?:end|ends|ending|endings|ended|finish|finishes|finale|conclusion|conclude|concludes|close (?:it )?with|twist|cliffhanger|happily ever after|(?:last|final|closing) (?:line|sentence|scene|paragraph|image|words?))\b/i;

/** With what a mood turns into where it is not wanted. */
const MOODS: [Mood, opposite: Mood, sign: RegExp][] = [
  ["surprise", "happy", /\b(?:surpris(?:e|es|ing|ingly)|twist|unexpected(?:ly)?|unpredictable)\b/i],
  ["open", "happy", /\b(?:open(?:-ended)?|cliffhanger|ambiguous(?:ly)?|unresolved)\b/i],
  [
    "sad",
    "happy",
    /\b(?:sad(?:der|ly)?|tragic(?:ally)?|unhapp\w+|bittersweet|melanchol\w+|tearful|bad(?:ly)?|dark(?:er)?)\b/i,
  ],
  ["funny", "sad", /\b(?:funn(?:y|ier)|humorous|hilarious(?:ly)?|a joke|comic)\b/i],
  [
    "happy",
    "sad",
    /\b(?:happ(?:y|ily|ier)|cheerful(?:ly)?|joyful(?:ly)?|hopeful(?:ly)?|good|well|positive(?:ly)?|uplifting|bright(?:er|ly)?|warm(?:er|ly)?|high)\b/i,
  ],
];

const ENDS = String.raw`\b(?:end|ends|ended|ending|finish|finishes|closes?|concludes?)\b(?:\s+(?:it|this|the (?:story|tale)|things|everything))?(?:\s+off)?`;
const IMAGES = [
  String.raw`${ENDS}\s+(?:with|by)\s+(.+)$`,
  String.raw`\b(?:last|final|closing)\s+(?:line|sentence|scene|paragraph|image|words?)\s+(?:should|must|shall|has to|is to|could|to)?\s*(?:be about|be|mention|show|contain|speak of|describe|have|say|is|are)\s+(.+)$`,
  String.raw`${ENDS}\s+((?:in|on|at|near|under|beside|by|inside|among)\s+.+)$`,
].map((pattern) => new RegExp(pattern, "i"));

const LAST =
  /^(?:add|include|mention|put|have)\s+((?:an?|the|some|two)\s+.+?),?\s+(?:at|in|by) the (?:very )?end$|^(?:at|in|by) the (?:very )?end,? (?:add|include|mention|put|have)\s+(.+)$/i;
const ADJECTIVE =
  /\b(?:(?:an?|the)\s+(?:more\s+|less\s+|very\s+)?([a-z-]+)\s+(?:ending|end|finale|conclusion)|(?:make the )?(?:ending|end|finale|conclusion)\s+(?:(?:should|must|could|has to|needs to)\s+(?:be|feel|sound)\s+)?(?:more\s+|less\s+|a bit\s+)?([a-z-]+))$/i;

/** "give it a happy ending", "end with rain", "a sad ending", "surprise ending". */
export const readEnding: ClauseReader = (clause) => {
  const ending = SPEAKS_OF_IT.test(clause) ? endingIn(clause) : null;
  return ending && [{ kind: "ending", ...ending }];
};

function endingIn(clause: string): Ending | null {
  const image = IMAGES.map((pattern) => pattern.exec(clause)?.[1]?.trim()).find(Boolean);
  if (image) return fromImage(image);
  const mood = moodOf(clause);
  if (mood) return { mood };
  const last = LAST.exec(clause)?.slice(1).find(Boolean);
  if (last) return { image: last };
  const adjective = ADJECTIVE.exec(clause)?.slice(1).find(Boolean);
  return adjective && !/^(?:the|an?|new|right|very|whole|same)$/.test(adjective) ? { adjective } : null;
}

function fromImage(image: string): Ending {
  const words = /^(?:the\s+(?:words?|sentence|line|phrase)\s*:?\s*)?["“„«‘'](.+?)["”“»’']\.?$/i.exec(image)?.[1];
  if (words) return { words };
  const mood = moodOf(image);
  const onlyMood = /^(?:\S+\s+){0,3}?\S+(?:\s+(?:ending|end|note|surprise|twist|scene|way|mood))?$/i;
  if (mood && onlyMood.test(image) && image.split(/\s+/).length <= 4) return { mood };
  return { image: image.replace(/\s+(?:please|instead|again|too)$/i, "") };
}

function moodOf(text: string): Mood | undefined {
  const negated = /\b(?:no|not|less|isn['’]t|don['’]t|doesn['’]t|without|never|too)\b/i.test(text);
  const [mood, opposite] = MOODS.find(([, , sign]) => sign.test(text)) ?? [];
  return negated && !/\benough\b/i.test(text) ? opposite : mood;
}
