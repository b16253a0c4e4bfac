// The scorecard of a sheet, as the grader reads it, and what is missing from it. Whatever the sheet holds, the card is
// one that can be read: what has no quote yet stays on the sheet, which travels in the card's private notes.

function cardOf(sheet) {
  const asked = [...sheet.order, ...sheet.swapped, ...[...QUESTIONS.keys()].filter((each) => isReached(sheet, each))];
  return {
    schema: 1,
    candidate: sheet.candidate,
    interviewer: sheet.interviewer,
    date: sheet.date,
    seniority: DATA.plan.seniority,
    plan: { id: DATA.plan.id, sha256: DATA.plan.sha256 },
    coding: DATA.plan.coding,
    version: sheet.version,
    edit: sheet.edit,
    ratings: DATA.areas.flatMap((area) => ratedArea(sheet, area)),
    answers: [...new Set(asked)].map((question) => answer(sheet, question)),
    red_flags: sheet.flags.filter(isShownFlag).map(raised),
    deal_breakers: [...BREAKERS.keys()].flatMap((id) =>
      sheet.breakers.filter((each) => each.id === id && each.said).map(broken),
    ),
    interest: sheet.interest,
    salary: sheet.salary,
    notes: { text: sheet.remarks, sheet },
  };
}

const isShownFlag = (flag) => flag.said && (flag.flag !== OTHER || flag.says);
const isNoted = (pairs) =>
  Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== null && value !== ""));
const evidence = (note) => isNoted({ [note.kind]: note.text, question: questionOf(note.stage), minute: note.minute });
const raised = (flag) =>
  isNoted({ question: flag.question, flag: flag.flag, says: flag.says, said: flag.said, minute: flag.minute });
const broken = (each) => isNoted({ id: each.id, said: each.said, question: each.question, minute: each.minute });

function ratedArea(sheet, area) {
  const anchor = chosenAnchor(area.anchors, sheet.areas[area.id]);
  const shown = evidenceFor(sheet, area.id);
  if (!anchor || !shown.length) return [];
  return [{ area: area.id, rating: anchor.rating, anchor: anchor.id, evidence: shown.map(evidence) }];
}

function answer(sheet, question) {
  const anchor = chosenAnchor(QUESTIONS.get(question).anchors, sheet.answers[question]);
  const shown = evidenceOn(sheet, question);
  const rated = anchor && shown.length ? { rating: anchor.rating, anchor: anchor.id } : {};
  const notes = answerNotes(sheet, question);
  return { question, ...rated, evidence: shown.map(evidence), ...(notes ? { notes } : {}) };
}

// The signals that were heard, and the notes that are no evidence.
function answerNotes(sheet, question) {
  const heard = (sheet.heard[question] ?? []).map((place) => QUESTIONS.get(question).signals[place]).filter(Boolean);
  const plain = notesOn(sheet, question).filter((note) => !isEvidence(note));
  const lines = [
    ...heard.map((signal) => `Heard: ${signal}`),
    ...plain.map((note) => (note.minute === null ? note.text : `Minute ${note.minute}: ${note.text}`)),
  ];
  return clean(lines.join("\n"), LIMITS.notes);
}

// JSON that a reader of YAML takes for the same: what it would take for a line's end is an escape.
function cardText(card) {
  const escaped = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(card, null, 1).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped)}\n`;
}

// What tells whether a card is as it was exported: a short hash of all but what only this page reads.
function digest(card) {
  let hash = 0x811c9dc5;
  for (const sign of JSON.stringify({ ...card, notes: card.notes.text }))
    hash = Math.imul(hash ^ sign.codePointAt(0), 0x01000193) >>> 0;
  return hash.toString(16);
}

const isHandedIn = (sheet) => sheet.exported !== "";
const isChanged = (sheet) => isHandedIn(sheet) && sheet.exported !== digest(cardOf(sheet));

function cardName(sheet) {
  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/[^\w-]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 40) || "card";
  const draft = isHandedIn(sheet) ? "" : ".draft";
  return `${plain(sheet.candidate)}.${plain(sheet.interviewer)}.v${sheet.version}${draft}.json`;
}

// --- what is missing -------------------------------------------------------------------------------------------------

// Each has a key of its own, the words for it, and where it can be mended: a stage, and a dialog or a field there.
function missing(sheet) {
  return [
    ...missingAreas(sheet),
    ...missingWords(sheet),
    ...missingAnswers(sheet),
    ...missingEarly(sheet),
    ...notAdded(sheet),
  ];
}

function missingAreas(sheet) {
  return DATA.areas.flatMap((area) => {
    const filled = filledBy(area.id);
    const at = { key: `area ${area.id}`, stage: "areas", field: `[data-area="${area.id}"]` };
    const chosen = sheet.areas[area.id];
    if (!chosen) return [{ ...at, says: `${area.title} is not rated.${filled}` }];
    if (chosen === OPEN) return [{ ...at, says: `${area.title} is left open.${filled}` }];
    if (!evidenceFor(sheet, area.id).length)
      return [{ ...at, says: `${area.title} has an anchor and no quote: it counts as not rated.${filled}` }];
    const against = area.id === DATA.flags_area && chosenAnchor(area.anchors, chosen)?.rating === 3 && recorded(sheet);
    if (!against) return [];
    return [{ ...at, says: `${area.title} is rated 3, and on the card there is ${against}. One of the two is wrong.` }];
  });
}

function filledBy(area) {
  if (TABLE.filled[area]) return ` The notebook gives it a ${TABLE.filled[area]}.`;
  return Object.values(TABLE.filled_by).some((filled) => filled[area]) ? " The notebook may fill it." : "";
}

// The red flags and deal-breakers on the card, counted; nothing where there is none.
function recorded(sheet) {
  const flags = sheet.flags.filter(isShownFlag).length;
  const breakers = sheet.breakers.filter((each) => each.said).length;
  const counted = (number, word) => (number ? [`${number} ${word}${number > 1 ? "s" : ""}`] : []);
  return [...counted(flags, "red flag"), ...counted(breakers, "deal-breaker")].join(" and ");
}

function missingWords(sheet) {
  return [
    ...sheet.flags
      .filter((flag) => !isShownFlag(flag))
      .map((flag) => ({
        key: `flag ${flag.question} ${flag.flag}`,
        ...whereFlag(sheet, flag),
        says: `The red flag “${flagTitle(flag)}” on “${QUESTIONS.get(flag.question).title}” waits for ${
          flag.said ? "what it is" : "their words"
        }: it is not on the card.`,
      })),
    ...sheet.breakers
      .filter((each) => !each.said)
      .map((each) => ({
        key: `breaker ${each.id}`,
        stage: sheet.stage,
        dialog: "breakers",
        field: `#breakers [data-breaker-said="${each.id}"]`,
        says: `The deal-breaker “${BREAKERS.get(each.id).title}” waits for their words: it is not on the card.`,
      })),
  ];
}

function flagTitle(flag) {
  if (flag.flag === OTHER) return flag.says || "another one";
  return QUESTIONS.get(flag.question).red_flags.find((each) => each.id === flag.flag).title;
}

// A flag is told on its question, or beside the areas where that was swapped out.
function whereFlag(sheet, { question, flag, said }) {
  const asked = sheet.order.includes(question);
  const field = `[data-flag-${said ? "says" : "said"}="${flag}"][data-question="${question}"]`;
  return { stage: asked ? stageOf(question) : "areas", field: asked ? field : `#recorded ${field}` };
}

function missingAnswers(sheet) {
  const unreached = sheet.order.filter((question) => !isReached(sheet, question));
  const named = (question) => `“${QUESTIONS.get(question).title}”`;
  const stopped = unreached.length > 1 && sheet.breakers.some((each) => each.said);
  const silent = stopped
    ? [
        {
          key: "unreached",
          stage: stageOf(unreached[0]),
          says: `${unreached.length} questions were not reached, by your notes: ${unreached.map(named).join(", ")}.`,
        },
      ]
    : unreached.map((question) => ({
        key: `unreached ${question}`,
        stage: stageOf(question),
        says: `${named(question)} was not reached, by your notes.`,
      }));
  const unproven = sheet.order.filter((question) => sheet.answers[question] && !evidenceOn(sheet, question).length);
  return [
    ...silent,
    ...unproven.map((question) => ({
      key: `answer ${question}`,
      stage: stageOf(question),
      field: "#note-text",
      says: `The answer to ${named(question)} has an anchor and no quote: it counts as not rated.`,
    })),
  ];
}

function missingEarly(sheet) {
  const early = { interest: "Interest in the role is not noted.", salary: "The salary expectation is not noted." };
  return Object.entries(early)
    .filter(([name]) => !sheet[name])
    .map(([name, says]) => ({ key: name, stage: FIRST, field: `[data-field="${name}"]`, says }));
}

// What was written and never added.
function notAdded(sheet) {
  const { text, stage } = sheet.draft;
  const asked = stagesOf(sheet).includes(stage) && !AFTER.includes(stage);
  const draft = {
    key: "draft",
    stage: asked ? stage : LAST_OF_CALL,
    field: "#note-text",
    says: "What you wrote last is not added yet.",
  };
  const quotes = DATA.areas.filter((area) => sheet.unadded[area.id]);
  return [
    ...(text.trim() ? [draft] : []),
    ...quotes.map((area) => ({
      key: `unadded ${area.id}`,
      stage: "areas",
      field: `[data-add="${area.id}"] input`,
      says: `What you wrote for ${area.title} is not added yet.`,
    })),
  ];
}
