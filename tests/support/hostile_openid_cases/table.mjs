// The table that the other files of this folder fill; ../hostile_openid_cases.mjs says its form.
export const cases = [];
export const add = (name, what, doubt, alteration, more = {}) =>
  cases.push({ name, what, doubt, alteration, ...more });
export const accepted = (name, what, alteration, more) => add(name, what, "", alteration, more);

export const ABSENT = Symbol("absent");
export const setTo = (name, value) => (object, world) => {
  if (value === ABSENT) delete object[name];
  else object[name] = typeof value === "function" ? value(world) : value;
};
export const seconds = (late) => ({ now }) => now + late;
