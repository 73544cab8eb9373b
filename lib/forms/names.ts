const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** What a field may be called: it is a key of JSON, of programs and of templates. */
export const isFieldName = (name: string) => FIELD_NAME.test(name) && !isInborn(name);

/** Names that every object of JavaScript has from birth, as `constructor`: whoever looks them up finds no value. */
export const isInborn = (name: string) => name in Object.prototype;
