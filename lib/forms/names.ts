/** What a field may be called: it is a key of JSON, of programs and of templates. */
export const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
