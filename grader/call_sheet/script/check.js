// Checks of a shape: each is a function (value, path) that lists what is wrong, in words. A file that is taken in and
// what this browser has kept are read by these, and by nothing else.

const described = (value) => {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return spelled(text.length > 60 ? `${text.slice(0, 60)}…` : text);
};
const wrong = (path, expected, value) => [`${path || "the file"}: expected ${expected}, got ${described(value)}`];

const isText = (least, most) => (value, path) => {
  const fits = typeof value === "string" && !(least && isBlank(value)) && [...value].length <= most;
  return fits
    ? []
    : wrong(path, least ? `text of 1 to ${most} characters` : `text of at most ${most} characters`, value);
};

const isMatch = (pattern, expected) => (value, path) =>
  typeof value === "string" && pattern.test(value) ? [] : wrong(path, expected, value);

const isWhole = (least, most) => (value, path) =>
  Number.isInteger(value) && value >= least && value <= most
    ? []
    : wrong(path, `a whole number from ${least} to ${most}`, value);

const isOneOf = (values) => (value, path) =>
  values.includes(value) ? [] : wrong(path, `one of ${values.map(String).join(", ") || "nothing"}`, value);

const isTruth = isOneOf([true, false]);

const orNull = (check) => (value, path) => (value === null ? [] : check(value, path));

const maybe = (check) => Object.assign((value, path) => check(value, path), { optional: true });

const isList = (check, most) => (value, path) => {
  if (!Array.isArray(value) || value.length > most) return wrong(path, `a list of at most ${most}`, value);
  return value.flatMap((each, place) => check(each, `${path}[${place}]`));
};

const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const below = (path, key) => (path ? `${path}.${key}` : key);

const isRecord = (checks) => (value, path) => {
  if (!isMapping(value)) return wrong(path, `a mapping with ${Object.keys(checks).join(", ")}`, value);
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(checks, key));
  return [
    ...unknown.map((key) => `${below(path, described(key))}: expected no such key`),
    ...Object.entries(checks).flatMap(([key, check]) => {
      if (Object.hasOwn(value, key)) return check(value[key], below(path, key));
      return check.optional ? [] : [`${below(path, key)}: expected a value, got nothing`];
    }),
  ];
};

const isTable = (keys, check) => (value, path) => {
  if (!isMapping(value)) return wrong(path, "a mapping", value);
  return Object.entries(value).flatMap(([key, each]) => [
    ...isOneOf(keys)(key, `a key of ${path}`),
    ...check(each, below(path, described(key))),
  ]);
};

const isOnce = (check, key, most) => (value, path) => {
  const problems = isList(check, most)(value, path);
  const names = Array.isArray(value) ? value.map((each) => each?.[key]) : [];
  const twice = names.flatMap((name, place) => (names.indexOf(name) < place ? [[name, place]] : []));
  return [
    ...problems,
    ...twice.map(([name, place]) => `${path}[${place}].${key}: expected each once, got ${described(name)} again`),
  ];
};

// --- text ------------------------------------------------------------------------------------------------------------

// What could hide, or reorder what stands beside it, is spelled out where a text is shown.
function spelled(text) {
  return text.replace(
    /[^\n\t\P{C}]|[\u2028\u2029]/gu,
    (sign) => `⟨U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
}

// Whether there is nothing to be seen in a text, as the grader has it: white space, characters without a shape, fillers.
function isBlank(text) {
  return !/[^\p{C}\p{M}\p{Z}\s\u115f\u1160\u2800\u3164\uffa0]/u.test(text);
}

// A text as a file can hold it: no control characters, no half of a pair, at most so many characters, or nothing.
function clean(text, most) {
  const plain = text.replace(/\r\n?/g, "\n").replace(/[^\n\P{Cc}]|[\ufeff\ufffe\uffff]/gu, " ");
  const whole = plain.replace(/\p{Cs}/gu, "\ufffd");
  const kept = [...whole].slice(0, most).join("").trim();
  return isBlank(kept) ? "" : kept;
}
