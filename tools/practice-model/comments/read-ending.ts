import { eventIn } from "./read-event";
import type { ClauseReader, Mood, Wish } from "./wishes";

const SPEAKS_OF_IT =
  /\b(?:end|ends|ending|endings|ended|finish|finishes|finale|conclusion|conclude|concludes|close (?:it )?with|twist|cliffhanger|happily ever after|happy.end|(?:last|final|closing) (?:line|sentence|scene|paragraph|image|words?))\b/i;

const MOODS: [Mood, RegExp][] = [
  ["surprise", /\b(?:surpris(?:e|es|ing|ingly)|twist|unexpected(?:ly)?|unpredictable)\b/i],
  ["open", /\b(?:open(?:-ended)?|cliffhanger|ambiguous(?:ly)?|unresolved)\b/i],
  [
    "sad",
    /\b(?:sad(?:der|ly)?|tragic(?:ally)?|unhapp(?:y|ily|ier)|bittersweet|melanchol(?:y|ic)|tearful|bad(?:ly)?|heartbreaking|dark(?:er)?)\b/i,
  ],
  ["funny", /\b(?:funn(?:y|ier)|humorous|hilarious(?:ly)?|a joke|comic)\b/i],
  [
    "happy",
    /\b(?:happ(?:y|ily|ier)|cheerful(?:ly)?|joyful(?:ly)?|hopeful(?:ly)?|good|well|positive(?:ly)?|uplifting|bright(?:er|ly)?|warm(?:er|ly)?|high)\b/i,
  ],
];

const OPPOSITE: Partial<Record<Mood, Mood>> = {
  happy: "sad",
  sad: "happy",
  funny: "sad",
  surprise: "happy",
  open: "happy",
};

const WITH =
  /\b(?:end|ends|ended|ending|finish|finishes|close|closes|conclude|concludes)\b(?:\s+(?:it|this|the (?:story|tale)|things|everything))?(?:\s+off)?\s+(?:with|by)\s+(.+)$/i;

const LAST =
  /\b(?:last|final|closing)\s+(?:line|sentence|scene|paragraph|image|words?)\s+(?:should|must|shall|has to|is to|could|to)?\s*(?:be about|be|mention|show|contain|speak of|describe|have|say|is|are)\s+(.+)$/i;

const SOMEWHERE =
  /\b(?:end|ends|finish|finishes)\b(?:\s+(?:it|this|the (?:story|tale)|things|everything))?\s+((?:in|on|at|near|under|beside|by|inside|among)\s+.+)$/i;

const BEFORE = /^(.+?),?\s+(?:at|in|by|towards?)\s+the\s+(?:very\s+)?end$/i;
const AFTER = /^(?:and\s+)?(?:at|in|by|towards?)\s+the\s+(?:very\s+)?end,?\s+(.+)$/i;

const ADJECTIVE =
  /\b(?:(?:an?|the)\s+(?:more\s+|less\s+|very\s+)?([a-z-]+)\s+(?:ending|end|finale|conclusion)|(?:ending|end|finale|conclusion)\s+(?:should|must|could|has to|needs to)\s+(?:be|feel|sound)\s+(?:more\s+|less\s+|a bit\s+)?([a-z-]+)|make the (?:ending|end|finale|conclusion)\s+(?:more\s+|a bit\s+)?([a-z-]+))/i;

/** "give it a happy ending", "end with rain", "a sad ending", "surprise ending", "she should come home in the end". */
export const readEnding: ClauseReader = (clause) => {
  if (!SPEAKS_OF_IT.test(clause)) return null;
  const image = (WITH.exec(clause) ?? LAST.exec(clause) ?? SOMEWHERE.exec(clause))?.[1]?.trim();
  if (image) return [fromImage(image)];
  const mood = moodOf(clause);
  if (mood) return [{ kind: "ending", mood }];
  const event = (BEFORE.exec(clause) ?? AFTER.exec(clause))?.[1];
  if (event) {
    const present = /^(?:add|include|mention|put|have)\s+((?:an?|the|some|two)\s+.+)$/i.exec(event)?.[1];
    return [present ? { kind: "ending", image: present } : { kind: "ending", event: eventIn(event) ?? event }];
  }
  const adjective = ADJECTIVE.exec(clause)?.slice(1).find(Boolean);
  return adjective && !/^(?:the|a|an|new|right|very|whole|same)$/.test(adjective)
    ? [{ kind: "ending", adjective }]
    : null;
};

function fromImage(image: string): Wish {
  const words = /^(?:the\s+(?:words?|sentence|line|phrase)\s*:?\s*)?["“„«‘'](.+?)["”“»’']\.?$/i.exec(image)?.[1];
  if (words) return { kind: "ending", words };
  const mood = moodOf(image);
  const onlyMood =
    /^(?:an?\s+|some(?:thing)?\s+|on\s+an?\s+)?(?:\S+\s+)?\S+(?:\s+(?:ending|end|note|surprise|twist|scene|way|mood))?$/i;
  if (mood && onlyMood.test(image) && image.split(/\s+/).length <= 4) return { kind: "ending", mood };
  return { kind: "ending", image: image.replace(/\s+(?:please|instead|again|too)$/i, "") };
}

function moodOf(text: string): Mood | undefined {
  const mood = MOODS.find(([, sign]) => sign.test(text))?.[0];
  if (!mood) return undefined;
  const negated = /\b(?:no|not|less|isn['’]t|don['’]t|doesn['’]t|without|never|too)\b/i.test(text);
  return negated && !/\benough\b/i.test(text) ? OPPOSITE[mood] : mood;
}
