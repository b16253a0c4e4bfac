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
const evidence = (note) => isNoted({ [note.kind]: note.text, question: note.question, minute: note.minute });
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

function cardName(sheet) {
  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/[^\w-]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 40) || "card";
  return `${plain(sheet.candidate)}.${plain(sheet.interviewer)}.v${sheet.version}.json`;
}

// --- what is missing -------------------------------------------------------------------------------------------------

// Each has the words for it, and the stage where it can be mended.
function missing(sheet) {
  return [...missingAreas(sheet), ...missingWords(sheet), ...missingAnswers(sheet), ...missingEarly(sheet)];
}

function missingAreas(sheet) {
  return DATA.areas.flatMap((area) => {
    const chosen = sheet.areas[area.id];
    const filled = TABLE.filled[area.id] ? ` The notebook gives it a ${TABLE.filled[area.id]}.` : "";
    if (!chosen) return [{ stage: "areas", says: `${area.title} is not rated.${filled}` }];
    if (chosen === OPEN) return [{ stage: "areas", says: `${area.title} is left open.${filled}` }];
    if (evidenceFor(sheet, area.id).length) return [];
    return [{ stage: "areas", says: `${area.title} has an anchor and no quote: it counts as not rated.${filled}` }];
  });
}

function missingWords(sheet) {
  const flags = sheet.flags.filter((flag) => !isShownFlag(flag));
  return [
    ...flags.map((flag) => ({
      stage: stageOf(flag.question),
      says: `A red flag on “${QUESTIONS.get(flag.question).title}” waits for their words: it is not on the card.`,
    })),
    ...sheet.breakers
      .filter((each) => !each.said)
      .map((each) => ({
        stage: "outcome",
        says: `The deal-breaker “${BREAKERS.get(each.id).title}” waits for their words: it is not on the card.`,
      })),
    ...(sheet.draft.text.trim() ? [{ stage: sheet.stage, says: "What you wrote last is not added yet." }] : []),
  ];
}

function missingAnswers(sheet) {
  return sheet.order.flatMap((question) => {
    const { title } = QUESTIONS.get(question);
    if (!isReached(sheet, question))
      return [{ stage: stageOf(question), says: `“${title}” was not reached, by your notes.` }];
    if (!sheet.answers[question] || evidenceOn(sheet, question).length) return [];
    return [
      {
        stage: stageOf(question),
        says: `The answer to “${title}” has an anchor and no quote: it counts as not rated.`,
      },
    ];
  });
}

function missingEarly(sheet) {
  return [
    ...(sheet.interest ? [] : [{ stage: FIRST, says: "Interest in the role is not noted." }]),
    ...(sheet.salary ? [] : [{ stage: FIRST, says: "The salary expectation is not noted." }]),
  ];
}
