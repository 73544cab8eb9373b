/** What a tone adds: near the beginning, in the middle, before the end, and in the shortest of stories. */
export interface ToneLines {
  early: string;
  middle: string;
  late: string;
  short: string;
}

export const TONES: Record<string, ToneLines> = {
  funny: {
    early: "It was a funny sort of day, a Tuesday, which explains a lot.",
    middle: "A passing goose saw all of it and filed a complaint.",
    late: "Even the kettle seemed to be holding in a laugh, and then it did not.",
    short: "It was funny, and a goose laughed.",
  },
  dark: {
    early: "It was a dark time: the nights were long, and nobody left a door unlocked.",
    middle: "Something had been scratched into the inside of the cupboard, and it had not been there the day before.",
    late: "Nobody mentioned the shadow in the corner, which did not belong to anyone.",
    short: "It was dark, and the shadows grew.",
  },
  scary: {
    early: "Everyone was a little scared: after dark something walked on the roof, always from left to right.",
    middle: "The handle of the cellar door moved, slowly, although nobody was in the cellar.",
    late: "And behind the wall something breathed in whenever {name} breathed out.",
    short: "Something scratched at the door.",
  },
  warm: {
    early: "It was warm in the kitchen, it smelled of cinnamon, and there was always a second cup on the table.",
    middle: "Somebody had knitted a scarf for the door handle, so that it should not be cold to the touch.",
    late: "It was the kind of evening one would like to keep in a jar.",
    short: "The kitchen was warm.",
  },
  cheerful: {
    early: "It was a cheerful morning: the sun was out, and somebody was whistling.",
    middle: "Down the lane three people were already dancing, for no better reason than that there were three of them.",
    late: "It is hard to be gloomy with a brass band in the yard, and nobody tried.",
    short: "Somebody was whistling.",
  },
  sad: {
    early: "It was a sad year: one chair at the table had been empty since the spring.",
    middle: "{Name} still took two plates from the cupboard, out of habit, and put one of them back.",
    late: "Some things are too late by only a minute, and those are the ones that weigh most.",
    short: "It was sad: one chair stayed empty.",
  },
  mysterious: {
    early:
      "There was a mystery in it from the start: nobody could say since when the third window had been bricked up, or why the bricks were warm.",
    middle: "Every mirror in the house was turned a little to the left that day.",
    late: "Not all of it was ever explained, and those who knew more said less.",
    short: "Nobody could explain it.",
  },
  exciting: {
    early: "Those were exciting days: there was no time to lose, and everyone knew it.",
    middle: "{Name} ran, with the breath of the others close behind, and did not look back.",
    late: "With three seconds to spare, {they} jumped.",
    short: "There was no time to lose.",
  },
  poetic: {
    early: "The light lay on everything like a hand.",
    middle: "Somewhere a bird drew one thin line across the silence.",
    late: "And the evening folded itself, corner on corner, like a sheet that two people carry in.",
    short: "The light lay on everything like a hand.",
  },
  romantic: {
    early:
      "There was somebody who passed the window every day at four, and at five to four {name} always happened to look up.",
    middle: "Their hands met at the same cup, and neither of them moved.",
    late: "Nothing was said about love, and it was understood all the same.",
    short: "Nothing was said about love.",
  },
  serious: {
    early: "It was a serious matter, and to those who were there none of it was a joke.",
    middle: "{Name} weighed every word before saying it.",
    late: "Some things have to be said plainly, and this was one of them.",
    short: "It was no joke.",
  },
  childlike: {
    early: "And yes, there was a secret in it, as in all good stories.",
    middle: "“Hop, hop, hooray!” sang the kettle, because kettles do that when nobody argues.",
    late: "And then it was very nearly time for bed.",
    short: "“Hooray!” sang the kettle.",
  },
};
