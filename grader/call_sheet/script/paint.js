// Shows the sheet: called after every change, it brings the whole page into step and keeps the focus where it is.

const PAPER = matchMedia("print");

let sheet = null; // the sheet on this page; null at the start
let removed = null; // the note that was removed last, as long as it can be taken back

function paint() {
  const inCall = sheet !== null;
  for (const id of ["rail", "margin", "turn", "tools", "clocks"]) show(byId(id), inCall);
  show(byId("start"), !inCall);
  for (const panel of all(".panel[data-stage]")) {
    show(panel, inCall && panel.dataset.stage === sheet.stage);
    const question = questionOf(panel.dataset.stage);
    if (question) panel.classList.toggle("unasked", !isAsked(question));
  }
  const looks = inCall && !kept.holds;
  for (const each of [byId("tools"), byId("rail"), byId("margin"), ...byId("main").children]) each.inert = looks;
  document.body.classList.toggle("looking-on", looks);
  document.body.classList.toggle("in-call", inCall);
  document.body.classList.toggle("after-call", inCall && AFTER.includes(sheet.stage));
  put(byId("bar-name"), inCall ? sheet.candidate : DATA.candidate || "Call sheet");
  paintBanner();
  if (!inCall) {
    paintKept();
    return;
  }
  paintClock();
  paintTurn();
  paintTicks();
  paintNotes();
  if (sheet.stage === "areas") paintAreas();
  if (sheet.stage === "outcome") paintOutcome();
  looked ||= sheet.stage === "outcome";
  paintDialogs();
}

function paintPaper() {
  put(byId("printed-head"), `${sheet.candidate}, by ${sheet.interviewer}, ${sheet.date}`);
  paintPrinted();
  paintAreas();
  paintOutcome();
}

// Whether a question has a place on paper: one that was swapped out only where something was noted of it.
const isAsked = (question) =>
  sheet ? sheet.order.includes(question) || isReached(sheet, question) : DATA.order.includes(question);

const titleOf = (stage) =>
  ({ background: "Background", own_questions: "Their questions", areas: "Rate the areas", outcome: "Outcome" })[
    stage
  ] ?? QUESTIONS.get(questionOf(stage)).title;

// --- around the panels -----------------------------------------------------------------------------------------------

function paintBanner() {
  const lost = sheet !== null && !kept.holds && kept.elsewhere;
  const failed = sheet !== null && kept.holds && kept.failure;
  show(byId("banner"), Boolean(lost || failed));
  show(byId("banner-take"), Boolean(lost));
  show(byId("banner-copy"), Boolean(lost && kept.unsaved));
  show(byId("banner-export"), Boolean(failed || (lost && kept.unsaved)));
  const text = lost
    ? `This call is open in another tab. Here you can only look${kept.unsaved ? ", and your last change is not saved" : ""}.`
    : `This browser can’t keep the call: ${kept.failure}. Nothing is lost while this tab stays open. ` +
      "Export the scorecard before you close it.";
  if (lost || failed) put(byId("banner-text"), text);
}

const WIDE = matchMedia("(min-width: 62rem)"); // as in call_sheet.css: where the rail stands beside the section

function paintRail(now) {
  const stages = stagesOf(sheet);
  put(byId("rail-here"), `${stages.indexOf(sheet.stage) + 1} of ${stages.length}: ${titleOf(sheet.stage)}`);
  const items = stages.map((stage) => ({
    key: stage,
    stage,
    minutes: minutesOf(sheet, stage),
    spent: spentIn(sheet, stage, now),
  }));
  list(byId("rail-list"), items, "rail", (element, { stage, minutes, spent }) => {
    const button = element.firstElementChild;
    button.dataset.stage = stage;
    if (stage === sheet.stage) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
    const question = questionOf(stage);
    put(
      part(element, "mark"),
      (question && isReached(sheet, question)) || (!question && spent >= 1000 && stage !== sheet.stage) ? "✓" : "",
    );
    put(part(element, "title"), titleOf(stage));
    const over = minutes !== null && spent > minutes * 60000;
    put(
      part(element, "time"),
      minutes === null ? "" : spent >= 1000 ? `${clockText(spent)} of ${minutes}` : `${minutes} min`,
    );
    button.classList.toggle("over", over);
    element.classList.toggle("after", AFTER.includes(stage) && stage === AFTER[0]);
  });
}

const warned = new Set(); // stages whose end was announced

function paintClock() {
  const now = Date.now();
  paintRail(now);
  const runs = sheet.clock.since !== null;
  const minutes = minutesOf(sheet, sheet.stage);
  const spent = spentIn(sheet, sheet.stage, now);
  const over = minutes === null ? -Infinity : spent - minutes * 60000;
  put(byId("clock-call"), clockText(spentInAll(sheet, now)));
  show(byId("clock-here"), minutes !== null);
  put(byId("clock-section"), clockText(spent));
  put(byId("clock-of"), `of ${minutes}:00`);
  const late = over > 0 ? `▲ ${clockText(over)} over` : over > -60000 ? "△ last minute" : "";
  put(byId("clock-warning"), runs || minutes === null ? late : "■ stopped");
  put(byId("clock-word"), runs ? "Stop clock" : "Start clock");
  const minute = minuteNow(sheet, now);
  put(byId("note-minute"), sheet.clock.ended ? "after the call" : minute === null ? "" : `minute ${minute}`);
  put(
    byId("saved"),
    kept.failure || !kept.time ? "Not saved" : `Saved here ${new Date(kept.time).toLocaleTimeString()}`,
  );
  if (runs && over > 0 && !warned.has(sheet.stage)) {
    warned.add(sheet.stage);
    say(`The time for “${titleOf(sheet.stage)}” is up.`);
  }
}

function paintTurn() {
  const stages = stagesOf(sheet);
  const place = stages.indexOf(sheet.stage);
  const next = stages[place + 1];
  show(byId("previous"), place > 0);
  show(byId("next"), Boolean(next));
  put(byId("next-word"), next === AFTER[0] ? "End of the call: rate the areas" : next ? `Next: ${titleOf(next)}` : "");
  const spare = Boolean(questionOf(sheet.stage)) && sparesOf(sheet).length > 0;
  show(byId("swap-button"), spare);
}

const sparesOf = (from) => [...QUESTIONS.keys()].filter((each) => !from.order.includes(each));

// --- what is ticked --------------------------------------------------------------------------------------------------

function paintTicks() {
  for (const field of all("[data-field]")) set(field, sheet[field.dataset.field]);
  for (const box of all("[data-heard]"))
    check(box, Boolean(sheet.heard[box.dataset.heard]?.includes(Number(box.value))));
  for (const radio of all("[data-answer]")) check(radio, (sheet.answers[radio.dataset.answer] ?? "") === radio.value);
  for (const radio of all("[data-area]")) check(radio, sheet.areas[radio.dataset.area] === radio.value);
  for (const row of all("[data-flag-row]")) {
    const flag = sheet.flags.find(
      (each) => each.question === row.dataset.question && each.flag === row.dataset.flagRow,
    );
    paintWords(row, flag, "[data-flag]", { "[data-flag-said]": "said", "[data-flag-says]": "says" });
  }
  for (const row of all("[data-breaker-row]")) {
    const breaker = sheet.breakers.find((each) => each.id === row.dataset.breakerRow);
    paintWords(row, breaker, "[data-breaker]", { "[data-breaker-said]": "said" });
  }
  for (const button of all('[data-act="lastQuote"]'))
    show(
      button,
      evidenceOn(sheet, button.dataset.question).some((note) => note.kind === "said"),
    );
}

function paintWords(row, entry, box, fields) {
  check(row.querySelector(box), Boolean(entry));
  show(row.querySelector(".words"), Boolean(entry));
  const told = row.querySelector(".told");
  if (told) put(told, [entry?.says, entry?.said && `“${entry.said}”`].filter(Boolean).join(": "));
  for (const [selector, key] of Object.entries(fields)) {
    const field = row.querySelector(selector);
    if (field) set(field, entry?.[key] ?? "");
  }
}

// --- notes -----------------------------------------------------------------------------------------------------------

const KIND_WORDS = { said: "said", did: "did", note: "note" };
const minuteOf = ({ minute }) => (minute === null ? "" : `minute ${minute}`);
const whereOf = (note) =>
  [minuteOf(note), AFTER.includes(note.stage) ? "after the call" : titleOf(note.stage)].filter(Boolean).join(", ");

const quoted = (note) => (note.kind === "said" ? `“${note.text}”` : note.text);

function fillNote(element, { note }, where) {
  put(part(element, "kind"), KIND_WORDS[note.kind]);
  put(part(element, "text"), quoted(note));
  put(part(element, "where"), where);
  named(part(element, "edit"), "Edit", note);
}

// A button that does something to a note.
function named(button, word, note) {
  put(button, word);
  button.setAttribute("aria-label", `${word}: ${spelled(note.text.slice(0, 60))}`);
  button.dataset.note = note.id;
}

function paintNotes() {
  for (const radio of all('[name="kind"]')) check(radio, radio.value === sheet.draft.kind);
  set(byId("note-text"), sheet.draft.text);
  put(
    byId("note-label"),
    { said: "In their words", did: "What they did", note: "A note, which is no evidence" }[sheet.draft.kind],
  );
  const here = sheet.notes.filter((note) => note.stage === sheet.stage).reverse();
  list(
    byId("log"),
    here.map((note) => ({ key: note.id, note })),
    "note",
    (element, item) => {
      fillNote(element, item, minuteOf(item.note));
      named(part(element, "drop"), "Remove", item.note);
    },
  );
  show(byId("log-empty"), here.length === 0);
  show(byId("take-back"), removed !== null);
  for (const quick of DATA.quick) {
    const times = sheet.notes.filter((note) => note.text === quick.notes).length;
    put(document.querySelector(`[data-times="${quick.id}"]`), times ? `×${times}` : "");
  }
}

// For the print-out: what was noted stands under its question.
function paintPrinted() {
  for (const place of all("[data-printed]")) {
    const stage = place.dataset.printed;
    const notes = sheet.notes.filter((note) => note.stage === stage && !(AFTER.includes(stage) && note.areas.length));
    list(
      place,
      notes.map((note) => ({ key: note.id, note })),
      "printed",
      (element, item) => {
        const minute = item.note.minute === null ? "" : `${item.note.minute}′ `;
        put(element, `${minute}${KIND_WORDS[item.note.kind]}: ${quoted(item.note)}`);
      },
    );
  }
}
