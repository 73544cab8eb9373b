/** What a workflow file imports. */
export { workflow } from "./builder";
export { checkbox, date, number, radio, select, text, textarea } from "./fields";
