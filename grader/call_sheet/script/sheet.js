// The sheet: everything that the interviewer enters, as one record. It is what is saved; the scorecard is made from it.

const MOST_NOTES = 400;

function newSheet(candidate, interviewer) {
  return {
    format: 1,
    plan: DATA.plan.sha256,
    candidate,
    interviewer,
    date: today(),
    version: 1,
    edit: null,
    exported: "",
    stage: FIRST,
    order: [...DATA.order],
    swapped: [],
    clock: { since: null, spent: {}, ended: false },
    interest: "",
    salary: "",
    remarks: "",
    notes: [],
    next: 1,
    heard: {},
    flags: [],
    answers: {},
    areas: {},
    breakers: [],
    draft: { kind: "said", text: "", stage: FIRST },
    unadded: {},
  };
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const stagesOf = (sheet) => [FIRST, ...sheet.order.map(stageOf), LAST_OF_CALL, ...AFTER];

const ALL_STAGES = [FIRST, ...[...QUESTIONS.keys()].map(stageOf), LAST_OF_CALL, ...AFTER];

// --- its shape -------------------------------------------------------------------------------------------------------

const isStage = isOneOf(ALL_STAGES);
const isStamp = isWhole(0, 9e15);
const isMinute = orNull(isWhole(0, LIMITS.minute));
const isQuestion = isOneOf([...QUESTIONS.keys()]);
const isArea = isOneOf([...AREAS.keys()]);
const isFlag = (value, path) =>
  isOneOf([...(QUESTIONS.get(value?.question)?.red_flags ?? []).map((each) => each.id), OTHER])(
    value?.flag,
    `${path}.flag`,
  );
const isDate = isMatch(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "a date such as 2026-11-20");
const isTime = isMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, "a time with its zone");
const isEdit = isRecord({ author: isText(1, LIMITS.name), time: isTime, reason: isText(1, LIMITS.text) });
const both =
  (...checks) =>
  (value, path) =>
    checks.flatMap((check) => check(value, path));
const eachOf =
  (map, extra = []) =>
  (value, path) =>
    isMapping(value)
      ? Object.entries(value).flatMap(([key, chosen]) => {
          const anchors = map.get(key)?.anchors.map((each) => each.id);
          return anchors
            ? isOneOf([...anchors, ...extra])(chosen, `${path}.${key}`)
            : isOneOf([...map.keys()])(key, `a key of ${path}`);
        })
      : wrong(path, "a mapping", value);

const isSheet = isRecord({
  format: isOneOf([1]),
  plan: isOneOf([DATA.plan.sha256]),
  candidate: isText(1, LIMITS.candidate),
  interviewer: isText(1, LIMITS.name),
  date: isDate,
  version: isWhole(1, 999),
  edit: orNull(isEdit),
  exported: isText(0, 40),
  stage: isStage,
  order: isList(isQuestion, 99),
  swapped: isList(isQuestion, 99),
  clock: isRecord({
    since: orNull(isStamp),
    spent: isTable(ALL_STAGES, isStamp),
    ended: isTruth,
  }),
  interest: isText(0, LIMITS.text),
  salary: isText(0, LIMITS.text),
  remarks: isText(0, LIMITS.notes),
  notes: isList(
    isRecord({
      id: isWhole(1, 1e6),
      kind: isOneOf(KINDS),
      text: isText(1, LIMITS.text),
      stage: isStage,
      minute: isMinute,
      areas: isList(isArea, 99),
    }),
    MOST_NOTES,
  ),
  next: isWhole(1, 1e6),
  heard: isTable([...QUESTIONS.keys()], isList(isWhole(0, 99), 99)),
  flags: isList(
    both(
      isRecord({
        question: isQuestion,
        flag: isText(1, 60),
        says: isText(0, LIMITS.text),
        said: isText(0, LIMITS.text),
        minute: isMinute,
      }),
      isFlag,
    ),
    MOST_NOTES,
  ),
  answers: eachOf(QUESTIONS),
  areas: eachOf(AREAS, [OPEN]),
  breakers: isOnce(
    isRecord({
      id: isOneOf([...BREAKERS.keys()]),
      said: isText(0, LIMITS.text),
      question: orNull(isQuestion),
      minute: isMinute,
    }),
    "id",
    99,
  ),
  draft: isRecord({ kind: isOneOf(KINDS), text: isText(0, LIMITS.text), stage: isStage }),
  unadded: isTable([...AREAS.keys()], isText(0, LIMITS.text)),
});

// --- what is in it ---------------------------------------------------------------------------------------------------

const isEvidence = (note) => note.kind !== "note";
const notesOn = (sheet, question) => sheet.notes.filter((note) => note.stage === stageOf(question));
const evidenceFor = (sheet, area) => sheet.notes.filter((note) => isEvidence(note) && note.areas.includes(area));
const evidenceOn = (sheet, question) => notesOn(sheet, question).filter(isEvidence);
const flagsOn = (sheet, question) => sheet.flags.filter((flag) => flag.question === question);
const chosenAnchor = (anchors, id) => anchors.find((anchor) => anchor.id === id) ?? null;

function isReached(sheet, question) {
  return Boolean(
    notesOn(sheet, question).length ||
    sheet.heard[question]?.length ||
    flagsOn(sheet, question).length ||
    sheet.answers[question],
  );
}

// --- the clock -------------------------------------------------------------------------------------------------------

const running = (clock, now) => (clock.since === null ? 0 : Math.max(0, now - clock.since));
const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);
const spentIn = (sheet, stage, now) =>
  (sheet.clock.spent[stage] ?? 0) + (sheet.stage === stage ? running(sheet.clock, now) : 0);
const spentInAll = (sheet, now) => sum(Object.values(sheet.clock.spent)) + running(sheet.clock, now);
const hasBegun = (sheet) => sheet.clock.since !== null || Object.keys(sheet.clock.spent).length > 0;

// What is written down after the call has no minute, also where one went back to a question for it.
function minuteNow(sheet, now) {
  if (!hasBegun(sheet) || sheet.clock.ended) return null;
  return Math.min(LIMITS.minute, Math.floor(spentInAll(sheet, now) / 60000));
}

// What has run is written down; the clock goes on if it did.
function settle(sheet, now) {
  if (sheet.clock.since === null) return;
  sheet.clock.spent[sheet.stage] = spentIn(sheet, sheet.stage, now);
  sheet.clock.since = now;
}

function setRunning(sheet, runs, now) {
  settle(sheet, now);
  sheet.clock.since = runs ? now : null;
  if (runs) sheet.clock.ended = false;
}

// The minutes that a stage has: a question's own, or those of the one whose place it took.
function minutesOf(sheet, stage) {
  if (stage === FIRST) return DATA.background;
  if (stage === LAST_OF_CALL) return DATA.own_questions;
  const place = sheet.order.indexOf(questionOf(stage));
  return place < 0 ? null : (QUESTIONS.get(DATA.order[place])?.minutes ?? null);
}
