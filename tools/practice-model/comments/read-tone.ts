import type { ClauseReader, Wish } from "./wishes";

/** The tones there is material for, and the words people use for them. */
const WORDS: Record<string, string> = {
  funny:
    "funny funnier funniest humorous humour humor comic comical comedy hilarious amusing witty wittier playful silly sillier jokes joke absurd goofy laughs ironic irony satirical",
  dark: "dark darker darkest grim grimmer gloomy gloomier noir bleak bleaker sinister gothic brooding darkness black",
  scary: "scary scarier spooky spookier creepy creepier eerie eerier frightening horror terrifying chilling",
  warm: "warm warmer cosy cozy cosier cozier gentle gentler heartwarming tender sweet sweeter kind kinder soft softer cute comforting wholesome friendly friendlier calm calmer quiet quieter peaceful warmth",
  cheerful:
    "cheerful happy happier joyful upbeat light lighter light-hearted lighthearted optimistic hopeful positive bright brighter merry cheery joy hope sunny",
  sad: "sad sadder melancholic melancholy wistful tragic sorrowful bittersweet moving touching emotional sadness nostalgic",
  mysterious:
    "mysterious mystery enigmatic uncanny strange weird weirder surreal dreamlike dreamy magical magic mystical whimsical",
  exciting:
    "exciting adventurous adventure thrilling suspense suspenseful tense tenser dramatic action fast-paced gripping dynamic tension drama excitement",
  poetic: "poetic lyrical literary beautiful descriptive elegant poetry lyric",
  romantic: "romantic romance passionate",
  serious: "serious sober formal matter-of-fact dry drier plain plainer realistic factual professional",
  childlike: "children children's kids childlike child-friendly kid-friendly simple simpler childish bedtime",
};

const TONE_OF = new Map(
  Object.entries(WORDS).flatMap(([tone, words]) => words.split(" ").map((word) => [word, tone] as const)),
);

const OPPOSITE: Record<string, string> = {
  funny: "serious",
  dark: "cheerful",
  scary: "warm",
  warm: "serious",
  cheerful: "serious",
  sad: "cheerful",
  mysterious: "serious",
  exciting: "warm",
  poetic: "serious",
  romantic: "serious",
  serious: "funny",
  childlike: "serious",
};

const FILLERS = new Set(
  `make it this the story tone mood style text whole thing language should must could can be being been sound sounds feel feels become
  write written tell told a an bit little much more less not too so very slightly somewhat rather way lot far even really please in keep i want
  let turn into needs need to have some add with of and or but for overall generally version touch feeling atmosphere sense enough
  that than now is isn't was as possible no don't give its reading voice use all much still again little add: tone: style: mood: narration
  prose rewrite my your our quite`.split(/\s+/),
);

const ABOUT_IT = /\b(?:make|more|less|tone|mood|style|sound|feel|too|atmosphere|it|write|story|not|bit)\b/i;
const LIKE_ADJECTIVE = /(?:er|ous|ful|ic|al|ive|y|ish|less|ing|ed|ant|ent|ble|esque|en)$/i;

/** "funnier", "make it darker", "less sad", "more poetic", "a bit weirder please". */
export const readTone: ClauseReader = (clause) => {
  const tokens = clause.toLowerCase().match(/[\p{L}’'-]+:?/gu) ?? [];
  const left = tokens.filter((token) => !FILLERS.has(token));
  if (left.length === 0 || left.length > 3) return null;
  const less = /\b(?:less|not|too|no|isn['’]t|don['’]t|without)\b/i.test(clause) && !/\benough\b/i.test(clause);
  if (left.every((token) => TONE_OF.has(token))) {
    return left.map((token): Wish => ({ kind: "tone", tone: toneOf(token, less) }));
  }
  const [word] = left;
  if (left.length > 1 || !word || less || !ABOUT_IT.test(clause) || !LIKE_ADJECTIVE.test(word)) return null;
  return [{ kind: "tone", tone: /\bmore\b/i.test(clause) ? `more ${word}` : word }];
};

/** The tone a word or phrase stands for; its own words when there is no material for it. */
export function toneOf(words: string, less = false): string {
  const tokens = words.toLowerCase().match(/[\p{L}’'-]+/gu) ?? [];
  const known = tokens.map((token) => TONE_OF.get(token)).find((tone) => tone !== undefined);
  if (!known) return words;
  return less ? (OPPOSITE[known] ?? known) : known;
}
