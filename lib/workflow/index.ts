/** What a workflow file imports. */
export { workflow } from "./builder";
export {
  checkbox,
  date,
  datetime,
  email,
  file,
  json,
  list,
  markdown,
  multiselect,
  number,
  radio,
  rating,
  select,
  text,
  textarea,
  url,
  visibleWhen,
} from "./fields";
export { draftMessages } from "./messages";
