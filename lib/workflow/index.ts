/** What a workflow file imports. */
export { workflow } from "./builder";
export * from "./fields";
export { draftMessages } from "./messages";
