import type { Mood } from "../brief";

/** Last sentences, the longer and the shorter form of each; one is chosen. */
export const ENDINGS: Record<Mood | "plain", [long: string, short: string][]> = {
  plain: [
    [
      "Whenever anyone asked {name} about it later, the answer was a smile and a second cup of tea.",
      "{Name} smiled and told nobody.",
    ],
    ["After that the days went on as before, only a little lighter.", "The days went on, a little lighter."],
    ["It was not much, as miracles go, but it was enough.", "It was enough."],
    ["That night {name} slept better than {they} had in years.", "That night {name} slept well."],
  ],
  happy: [
    [
      "And so it all ended happily: {name} laughed out loud for the first time in a long while, and nobody went home alone that night.",
      "And so it ended happily, and {name} laughed.",
    ],
    [
      "From that day on {name} was happy, so happy that the neighbours began to hum without knowing why.",
      "From that day on {name} was happy.",
    ],
    [
      "It could not have turned out better: the door stood open, the table was set for everyone, and {name} was happy.",
      "All turned out well, and {name} was happy.",
    ],
  ],
  sad: [
    [
      "But when {name} came home it was too late, and no one sat by the window any more. It was a sad end, and nobody tried to make it less so.",
      "But it was too late, and {name} wept.",
    ],
    [
      "It was a sad goodbye: {name} waved until there was nothing left to wave to, and kept the light on all the same.",
      "It was a sad goodbye, and {name} wept.",
    ],
  ],
  surprise: [
    [
      "And then came the surprise: in the pocket of {their} own coat {name} found a note in {their} own handwriting, dated tomorrow.",
      "Then came the surprise: it had all been {name}’s own idea.",
    ],
    [
      "Only then did {name} look into the mirror and see, to {their} own surprise, the face of everybody {they} had met on the way.",
      "The surprise came last: {name} had never left home.",
    ],
  ],
  open: [
    [
      "What happened next is told differently by everyone who was there, and {name} has never said who is right.",
      "What happened next, nobody knows.",
    ],
    ["Then there was a knock at the door, and {name} put a hand on the latch.", "Then somebody knocked."],
  ],
  funny: [
    [
      "In the end it was the goose that was made mayor, and {name} has had to call it “Your Honour” ever since.",
      "In the end a goose became mayor.",
    ],
    ["And if {name} has not stopped laughing, the kettle is still whistling along.", "{Name} is laughing still."],
  ],
};
