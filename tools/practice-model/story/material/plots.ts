/**
 * Stories to be told about anybody. Each beat begins with the sentence that carries it; every further one
 * needs only those before it. `{thing|...}` is what the prompt is about, or else the words after the bar.
 */
export interface Plot {
  name: string;
  /** The whole plot in one sentence, for very short stories. */
  compact: string;
  /** The same for the very shortest. */
  tiny: string;
  trouble: string[];
  turn: string[];
  outcome: string[];
  /** How many sentences of trouble and turn it takes to be understood. */
  needs: [trouble: number, turn: number];
}

export const PLOTS: Plot[] = [
  {
    name: "letter",
    needs: [1, 3],
    compact:
      "One evening a letter without a sender came, and {name} followed it to the one person who had been waiting.",
    tiny: "A letter without a sender came, and {name} followed it.",
    trouble: [
      "One evening a letter came, without a stamp and without a sender.",
      "There was a single line in it: “Come, and bring what you know.”",
      "{Name} read it twice, laid it on the table and went back to {doing|the day’s work}, but the letter went on looking at {them}.",
      "By midnight the lamp was still burning, and nothing else had been done.",
    ],
    turn: [
      "So {they} packed a small bag and went to the address, to a house where nobody had lived for years.",
      "The door was open, and someone had swept the floor.",
      "In the back room sat a very old woman. “You took your time,” she said. “I wrote that letter on the day you were born.”",
      "She asked about {thing|the journey} first and about the weather last, as people do who have been alone for a long while.",
      "They talked until the window turned grey, and it was a surprise to {name} how much there was to say about {thing|so small a life}.",
    ],
    outcome: [
      "In the morning {name} went home with a small key and a reason to use it.",
      "It fitted the one drawer that had never opened.",
      "Inside lay a second letter, and this one was signed.",
    ],
  },
  {
    name: "box",
    needs: [3, 1],
    compact:
      "One afternoon a girl brought a box that only worked when nobody looked, so {name} and the girl shut their eyes and counted to a hundred.",
    tiny: "A girl brought a box, and {name} did not look inside.",
    trouble: [
      "Then, on a quiet afternoon, a girl of about nine knocked and asked for help.",
      "She carried a box under one arm and would not say what was in it.",
      "“It only works when nobody looks,” she said.",
      "{Name} had heard many excuses, but never one that sounded so much like a fact.",
    ],
    turn: [
      "They sat down back to back, {name} and the girl, and counted to a hundred.",
      "At sixty something began to tick, and at eighty something began to hum.",
      "“It knows about {thing|you},” the girl whispered. “It told me on the way here.”",
      "Not turning round was the hardest thing {name} had done that year.",
      "For as long as it lasted, {doing|the day’s work} seemed like something that other people did.",
    ],
    outcome: [
      "At a hundred the box was empty, and the girl was smiling.",
      "“Now it is somewhere in here with you,” she said, and was gone before anyone could ask.",
      "{Name} looked for it for years, without any hurry.",
    ],
  },
  {
    name: "silence",
    needs: [2, 3],
    compact:
      "One morning everything fell silent, and {name} walked through the quiet until {they} heard who was still counting.",
    tiny: "One day everything fell silent, and {name} listened.",
    trouble: [
      "One morning everything fell silent at the same moment: the bells, the pumps, the radios.",
      "People came to the door and looked at {name}, because one has to look at somebody.",
      "“You know about {thing|such matters},” they said. “Do something.”",
      "{Name} did what {they} always did at such times, and put on a coat.",
    ],
    turn: [
      "{They} walked through the quiet with one hand on the wall and listened.",
      "Behind the third door there was a sound after all, small and regular, like a spoon against a cup.",
      "It was a boy, and he was counting.",
      "“If I stop,” he said, “nobody will know how late it is.”",
      "{Name} sat down beside him and counted along, and soon it was almost a song.",
    ],
    outcome: [
      "Toward evening the sounds came back, one after the other, as if they had only been out for a walk.",
      "Nobody ever learned what {name} had done about it.",
      "It had mostly been a matter of sitting still, but that is hard to explain to people with bells.",
    ],
  },
  {
    name: "promise",
    needs: [3, 1],
    compact: "A tall man came to collect an old promise, and {name} kept it, the easy parts last.",
    tiny: "A tall man came to collect an old promise.",
    trouble: [
      "Long ago {name} had made a promise, and now somebody came to collect it.",
      "He was a tall man with a wet umbrella, and he had it in writing, folded eight times.",
      "“Here it says that you will teach me everything about {thing|your work},” he said. “Before the end of the year.”",
      "It was the last week of the year.",
    ],
    turn: [
      "They began at once, and {name} showed him all {they} knew, the easy parts last.",
      "The tall man was clumsy and patient, and he asked the one question that nobody had asked before.",
      "“And who taught you?” he wanted to know.",
      "{Name} had to think, and then it came back: somebody tall, a long time ago, with a wet umbrella.",
    ],
    outcome: [
      "On the last evening he shook hands and unfolded the paper, and it was blank.",
      "“Paid,” he said.",
      "The word stayed in the room after he had gone, like the smell of bread.",
    ],
  },
  {
    name: "light",
    needs: [1, 3],
    compact:
      "One night {name} followed a light that should not have been there, and an old friend was sitting beside it.",
    tiny: "One night {name} followed a light to an old friend.",
    trouble: [
      "In the third night of that week {name} saw a light where no light should have been.",
      "It did not flicker and it did not move; it waited.",
      "In the morning there was nothing but a flat stone with a little soot on it.",
      "{Name} told nobody, because telling would have made it smaller.",
    ],
    turn: [
      "The next night {they} went out to meet it.",
      "The way was longer than by day, and twice {name} thought of turning back.",
      "Beside the light sat an old friend, a little older than last time, with a second cup.",
      "“I thought you would come sooner,” said the friend, “but I know how you are about {thing|your work}.”",
      "They drank something hot and did not speak of the years between.",
    ],
    outcome: [
      "When the sky turned pale, they put out the light together.",
      "It was seen a few times after that, never twice in the same place.",
      "Each time somebody found two cups beside a stone, and they were still warm.",
    ],
  },
  {
    name: "fair",
    needs: [2, 3],
    compact: "At the fair everybody laughed at {name}, until something went wrong and only {name} knew what to do.",
    tiny: "At the fair only {name} knew what to do.",
    trouble: [
      "That year there was to be a fair, with a prize for the most useful thing that anyone could bring.",
      "The neighbours brought a plough, an oven on wheels and a very large pair of scissors.",
      "{Name} had nothing to show but {thing|two good hands}, and a table with a number on it.",
      "Some people laughed, not unkindly, and one of them laughed for too long.",
    ],
    turn: [
      "At noon something went wrong, as it does at fairs, and suddenly everyone was shouting for help.",
      "The plough was no use, the oven was no use, and the scissors made it worse.",
      "{Name} stood up and asked for quiet and a piece of string.",
      "What came next took less than a minute, and explaining it took years.",
      "“You only have to know about {thing|string},” {they} said, as if that settled it.",
    ],
    outcome: [
      "Nobody won the prize, because the judges had run away, but by evening {name}’s table was full.",
      "People had put down what they had: bread, apples, a hat.",
      "Between them lay a card that said “Sorry I laughed.”",
    ],
  },
  {
    name: "map",
    needs: [2, 3],
    compact: "Under a loose board {name} found a map with a door on it that {they} had never seen, and knocked.",
    tiny: "Under a loose board {name} found a map.",
    trouble: [
      "Under a loose board {name} found a map, drawn in pencil, of a place {they} knew by heart.",
      "Everything was where it belonged, except for one small door that had never been there.",
      "Beside it somebody had written: “Knock twice.”",
      "{Name} folded the map and tried to go on with {doing|the day’s work}, which went badly.",
    ],
    turn: [
      "It took three days to find the spot, and a fourth to find the courage.",
      "{Name} knocked twice.",
      "The woman who opened had flour on both arms and was not surprised at all.",
      "“At last,” she said. “Nobody ever asks about {thing|anything} any more. Sit down.”",
      "Behind her was a room full of all that had ever been put down for a moment and never found again.",
    ],
    outcome: [
      "{Name} was allowed to take one thing home, and chose well.",
      "The next day the map was blank, which seemed fair.",
      "But at the place where the door had been, the wall was warm.",
    ],
  },
  {
    name: "suitcases",
    needs: [4, 1],
    compact: "A stranger came with eleven suitcases, collecting reasons to stay, and {name} found her the best one.",
    tiny: "A stranger came with eleven suitcases and stayed.",
    trouble: [
      "Then a stranger arrived with eleven suitcases and asked for a room.",
      "Ten of them were empty, she explained, because she was collecting.",
      "“And what do you collect?” asked {name}.",
      "“Reasons to stay,” said the stranger. “So far I have had no luck.”",
    ],
    turn: [
      "{Name} thought about it for a night and then began to show her around.",
      "They saw the place where the echo comes late, the bench that remembers, and, last of all, {thing|the view from the roof}.",
      "The stranger wrote nothing down, but every evening one of the suitcases was heavier.",
      "By the end of the week it took two people to lift the smallest.",
    ],
    outcome: [
      "On the eleventh day she gave the suitcases away and stayed.",
      "“It was not the bench,” she told {name} much later.",
      "“It was the way you talk about {thing|everything}.”",
    ],
  },
  {
    name: "bird",
    needs: [1, 3],
    compact: "One morning a bird sat on the sill and would not leave until {name} followed it to the one empty nest.",
    tiny: "A bird came, and {name} followed it.",
    trouble: [
      "One morning a bird sat on the sill and would not leave.",
      "It was grey and ordinary, but around one leg it wore a ring with a number.",
      "{Name} wrote the number down and asked everyone, and nobody had ever counted that far.",
      "“Better ask about {thing|something else},” the baker advised. “That, at least, you understand.”",
    ],
    turn: [
      "On the seventh day the bird flew up, waited and flew on, and {name} followed.",
      "They went past the last house and the last fence, to a tree with a hundred little boxes nailed to it.",
      "Each box had a number, and only one of them was empty.",
      "{Name} put into it whatever was in {their} pockets: a button, a crumb of bread, a note about {thing|the weather}.",
    ],
    outcome: [
      "The bird looked at it for a while, got in and went to sleep.",
      "By the next morning every box was taken.",
      "From then on it was loud in that tree, and nobody minded.",
    ],
  },
  {
    name: "queue",
    needs: [2, 3],
    compact: "One day {name} joined a queue that nobody could explain, and came out of it with forty friends.",
    tiny: "{Name} joined a queue and found friends.",
    trouble: [
      "It started with a queue.",
      "Nobody knew what people were waiting for, but it was long, and those at the back seemed hopeful.",
      "{Name} joined it, because {doing|the day’s work} could wait and a queue could not.",
      "“Is it about {thing|something good}?” asked the woman behind. “It usually is,” said {name}.",
    ],
    turn: [
      "By evening they knew each other by name, and somebody had gone to fetch soup.",
      "By midnight there were songs, and a quarrel, and two people who would later marry.",
      "Toward morning {name} reached the front and found an empty chair, a small table and a visitors’ book.",
      "“What are you waiting for?” it said at the top of the page, and everyone had written something else.",
    ],
    outcome: [
      "{Name} wrote one line into the book, closed it and turned round.",
      "“It was worth it,” {they} told the others, and that was true for all of them.",
      "The queue met again every year, on the same day, without the chair.",
    ],
  },
];

/** How one plot follows another in a long story. */
export const TRANSITIONS = [
  "That could have been the end of it, but there was a spring after that winter.",
  "For a while nothing happened, and it happened very pleasantly.",
  "A year went by, as years do, mostly on weekdays.",
  "People had just stopped talking about it when it began again, in another way.",
  "It was not the last time that {name} was needed.",
  "The summer came early, and it did not come alone.",
  "By then {name} had learned to leave the door unlocked.",
  "Some things come in pairs, and others come in autumn.",
  "Nobody had asked for more, and more came all the same.",
];
