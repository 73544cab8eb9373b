import { singular } from "./inflect";

const list = (words: string) => new Set(words.trim().split(/\s+/));

const FEMALE = list(`
  woman girl lady mother mom mum grandmother grandma aunt sister daughter wife widow bride queen princess duchess
  empress witch nun nurse waitress actress heroine goddess mermaid hen cow mare ballerina seamstress`);

const MALE = list(`
  man boy gentleman father dad grandfather grandpa uncle brother son husband widower groom king prince duke emperor
  wizard monk waiter actor fisherman postman mailman fireman policeman milkman salesman craftsman boatman nightwatchman
  hero god rooster bull stallion knight`);

const PERSONS = list(`
  person child baby toddler teenager kid adult student pupil teacher doctor nurse baker farmer painter sailor pirate
  captain thief detective spy soldier guard cook chef judge lawyer poet author writer singer dancer musician violinist
  pianist astronaut cosmonaut scientist inventor librarian gardener shepherd tailor clockmaker watchmaker shoemaker
  cobbler carpenter blacksmith locksmith mason miner pilot driver conductor engineer architect mechanic plumber
  electrician beekeeper keeper lighthouse-keeper innkeeper shopkeeper bookseller grocer butcher barber beggar merchant
  trader hunter fisher ferryman magician clown juggler acrobat puppeteer priest pope saint mayor president minister
  neighbour neighbor friend stranger guest tourist traveller traveler orphan twin cousin nephew niece parent grandparent
  king queen knight programmer coder hacker designer reviewer accountant clerk secretary boss manager assistant cashier
  cleaner janitor ghostwriter translator interpreter journalist reporter editor photographer sculptor potter weaver
  cartographer mapmaker astronomer mathematician philosopher professor physicist chemist biologist botanist archaeologist
  monk nun refugee immigrant emigrant prisoner witness victim champion swimmer runner cyclist boxer climber diver surfer
  apprentice hermit nomad explorer adventurer bard jester servant maid butler nanny babysitter midwife undertaker
  gravedigger chimney-sweep sweep postmaster telegraphist insomniac optimist pessimist someone somebody`);

const CREATURES = list(`
  cat kitten dog puppy fox wolf bear horse pony donkey mule cow goat sheep lamb pig rabbit hare mouse rat hamster
  hedgehog squirrel badger otter beaver mole bat deer moose elk lion tiger leopard panther elephant giraffe zebra
  monkey ape gorilla panda koala kangaroo camel llama whale dolphin shark seal walrus octopus squid crab lobster fish
  goldfish salmon trout frog toad newt lizard gecko snake turtle tortoise crocodile alligator dinosaur bird sparrow
  robin crow raven magpie owl eagle hawk falcon gull seagull pelican stork heron duck goose swan hen chicken rooster
  penguin parrot peacock pigeon dove swallow bee wasp ant spider fly butterfly moth beetle ladybird ladybug worm snail
  slug dragon unicorn phoenix griffin troll giant dwarf elf fairy goblin gnome ghost vampire werewolf zombie monster
  mermaid witch wizard angel demon devil robot android alien cyborg golem snowman scarecrow ogre leprechaun yeti`);

const WEATHER = list(`
  rain snow storm thunderstorm thunder lightning wind fog mist hail blizzard hurricane drizzle frost sunshine rainbow
  snowstorm sandstorm breeze gale downpour heatwave tornado`);

const VISTAS = list(`
  sea ocean river lake forest wood woods mountain mountains hill hills valley desert island beach coast moon sun stars
  star sky harbour harbor lighthouse castle tower bridge waterfall volcano meadow field garden city skyline bay shore
  cliff cliffs glacier vineyard orchard sunset sunrise planet`);

/** Words that end like a person who does something and are none. */
const NOT_PERSONS = list(`
  river water winter summer letter tower flower paper power number order computer matter door mirror floor color colour
  weather corner border danger dinner supper laughter feather ladder chapter thunder silver tiger hunger answer center
  centre fever finger shoulder hammer error horror terror motor harbor sweater butter cover folder trailer poster
  counter drawer boiler freezer cooker printer scanner lighter container helicopter typewriter newspaper sister brother
  mother father daughter other another ever never after over under together whether rather however later faster better
  bigger former career beer deer pioneer gear year tear disaster adventurer adventure character theater minister monster
  oyster lobster spider elevator calculator refrigerator radiator generator escalator alligator mister master copper
  sugar vinegar guitar collar pillar dollar cellar solar polar dolphin list mist twist christmas forest artist chest
  west east breakfast feast beast coast ghost frost host dust crust trust quest nest rest test interest harvest protest
  contest request shower layer player-piano river otter leather pepper ginger amber december november october september
  timber lumber slumber temper whisper quarter theatre disorder murder wonder shoulder boulder powder spider cider`);

const has = (set: Set<string>, noun: string) => set.has(noun) || set.has(singular(noun));

export type Gender = "female" | "male" | "unknown";

export function genderOf(noun: string): Gender {
  const word = singular(noun);
  if (FEMALE.has(word) || /(?:woman|girl|ess|mother|sister|daughter)$/.test(word)) return "female";
  return MALE.has(word) || /(?:[a-z]{3}man|boy|father|brother)$/.test(word) ? "male" : "unknown";
}

export function isPerson(noun: string): boolean {
  const word = singular(noun.toLowerCase());
  if (PERSONS.has(word) || FEMALE.has(word) || MALE.has(word)) return true;
  if (NOT_PERSONS.has(word)) return false;
  return word.length > 4 && /(?:er|or|ist|ician|man|woman|maker|keeper|smith|eer)$/.test(word);
}

export const isCreature = (noun: string) => has(CREATURES, noun.toLowerCase());
export const isWeather = (noun: string) => has(WEATHER, noun.toLowerCase());
export const isVista = (noun: string) => has(VISTAS, noun.toLowerCase());

/** Words that keep their capital although they may stand first in a prompt. */
export const PROPER = list(`
  christmas easter halloween ramadan hanukkah god earth mars venus jupiter saturn mercury europe africa asia america
  england scotland wales ireland britain france germany spain italy portugal greece turkey russia poland sweden norway
  denmark finland iceland switzerland austria hungary ukraine egypt kenya nigeria india china japan korea vietnam canada
  mexico brazil argentina chile peru cuba australia london paris berlin rome madrid lisbon vienna prague athens brussels
  amsterdam oslo stockholm copenhagen helsinki dublin moscow istanbul cairo delhi mumbai beijing shanghai tokyo kyoto
  sydney boston chicago york hamburg munich venice florence naples milan barcelona geneva zurich jerusalem texas
  california alaska hawaii atlantis monday tuesday wednesday thursday friday saturday sunday january february april june
  july august september october november december`);

/** Words that say how things stand to each other, and what they are counted by; never what a text is about. */
export const STOP_WORDS = list(`
  a an the this that these those my your his her its our their some any no every each all both one two three four five
  six seven eight nine ten i you he she it we they me him them us who whom whose which what where when why how there here
  is are was were be been being am has have had do does did can could will would shall should may might must not don't
  and or but nor so yet if then than because while as of in on at to from by with without for about into onto over under
  up down out off through between behind before after near against during until upon only also just very too more most
  much many few little other another such same own even still already again once never always often
  about please story tale write tell short`);

/** Verbs in the form that follows `he` or `she`, common in what people want stories about. */
export const VERBS = list(`
  accepts adopts answers appears argues arrives asks awakens bakes becomes befriends begins believes borrows breaks
  brings builds buries buys calls carries catches challenges changes chases chooses cleans climbs collects comes confronts
  cooks counts crosses cuts dances decides delivers desires digs disappears discovers dives draws dreams drinks drives
  eats embarks encounters enters escapes explores faces falls feeds feels fights finds fixes flies follows forgets forgives
  gathers gets gives goes grows guards guides haunts has hates hears heals helps hides hires hunts imagines inherits
  invents invites is journeys joins keeps kills knits knows lands laughs leads learns leaves lends lies likes listens
  lives longs looks loses loves makes marries meets mends misses mistakes moves needs observes opens orders outwits paints
  pays plans plants plays prepares pretends promises protects proves puts quits races raises reads realises realizes
  receives refuses remembers repairs rescues restores returns reviews rides rings rules runs saves says sails searches
  seeks sees sells sends sets sews shares shows sings sits sleeps smells solves speaks spends stands starts stays steals
  stops struggles studies suspects swallows swaps sweeps swims takes talks teaches tells thinks throws touches trades
  trains translates travels tries turns uncovers understands uses visits waits wakes walks wants washes watches waters
  wears weaves whispers wins wishes wonders works worries writes`);

export const AUXILIARIES = list(`
  is are was were has had can could can't cannot will won't would must should may might does doesn't did didn't isn't
  wasn't never always only no still`);
