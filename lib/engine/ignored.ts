/** Why an event is ignored, where callers tell the reasons apart. */

/** Events of a branch, once another one has won or its run goes on without it. */
export const RACE_LOST = "race lost";

/** An event that must wait for `run.resumed`: answers or signals that came earlier are not taken up yet. */
export const HELD = "what was held comes first";

/** An answer after its deadline. */
export const TOO_LATE = "deadline passed";

/** An answer of somebody whom the form's people policy leaves out. */
export const EXCLUDED = "excluded by the form";

/** Its run has taken note of the failure; a second end of the branch would find nobody waiting. */
export const FAILED_BRANCH = "it is a branch that has failed; retry the run it belongs to";

export const statusIs = (status: string) => `run is ${status}`;
