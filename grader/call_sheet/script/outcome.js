// Shows the rating and the outcome, the dialogs, and the calls that are kept.

// --- areas and outcome -----------------------------------------------------------------------------------------------

function paintAreas() {
  for (const area of DATA.areas) {
    const quotes = sheet.notes.filter(isEvidence);
    const taken = quotes.filter((note) => note.areas.includes(area.id));
    const others = quotes.filter((note) => !note.areas.includes(area.id));
    const fill = (word) => (element, item) => {
      fillNote(element, item, whereOf(item.note));
      named(part(element, "assign"), word, item.note);
      part(element, "assign").dataset.to = area.id;
    };
    list(
      document.querySelector(`[data-quotes="${area.id}"]`),
      taken.map((note) => ({ key: note.id, note })),
      "quote",
      fill("Not for this"),
    );
    list(
      document.querySelector(`[data-others="${area.id}"]`),
      others.map((note) => ({ key: note.id, note })),
      "quote",
      fill("Use here"),
    );
    show(document.querySelector(`[data-no-quotes="${area.id}"]`), taken.length === 0);
    const box = document.querySelector(`[data-others-box="${area.id}"]`);
    show(box, others.length > 0);
    put(box.firstElementChild, `Other quotes (${others.length})`);
    const chosen = sheet.areas[area.id];
    const lack = !chosen ? "to rate" : chosen === OPEN ? "left open" : taken.length ? "" : "needs a quote";
    put(document.querySelector(`[data-lack="${area.id}"]`), lack);
    document.querySelector(`[data-lack="${area.id}"]`).classList.toggle("urgent", looked || lack === "needs a quote");
    set(document.querySelector(`[data-add="${area.id}"] input`), sheet.unadded[area.id] ?? "");
  }
  paintRecorded();
}

let looked = false; // at the outcome: until then, what is still to rate is no fault

// The red flags and deal-breakers that were ticked, beside the area that rates them.
function paintRecorded() {
  const found = recordedOn(sheet);
  list(byId("recorded"), found, "recorded", (element, item) => {
    put(part(element, "what"), item.what);
    put(part(element, "where"), item.where);
    put(part(element, "printed"), item.said ? `“${item.said}”` : "");
    Object.assign(part(element, "said").dataset, item.data);
    set(part(element, "said"), item.said);
    part(element, "said").setAttribute("aria-label", `Their words: ${spelled(item.what)}`);
    const used = evidenceFor(sheet, DATA.flags_area).some(
      (note) => note.stage === item.stage && note.text === item.said,
    );
    show(part(element, "use"), Boolean(item.said) && AREAS.has(DATA.flags_area) && !used);
    part(element, "use").setAttribute("aria-label", `Use as evidence: ${spelled(item.what)}`);
    part(element, "use").dataset.recorded = item.key;
  });
  show(byId("recorded-box"), found.length > 0);
}

function recordedOn(from) {
  const stageAt = (question) => (question ? stageOf(question) : FIRST);
  const entry = (key, what, each, data) => ({
    key,
    what,
    said: each.said,
    minute: each.minute,
    stage: stageAt(each.question),
    where: whereOf({ minute: each.minute, stage: stageAt(each.question) }),
    data,
  });
  return [
    ...from.flags.map((flag) =>
      entry(`${flag.question}/${flag.flag}`, `Red flag: ${flagTitle(flag)}`, flag, {
        flagSaid: flag.flag,
        question: flag.question,
      }),
    ),
    ...from.breakers.map((each) =>
      entry(each.id, `Deal-breaker: ${BREAKERS.get(each.id).title}`, each, { breakerSaid: each.id }),
    ),
  ];
}

function paintOutcome() {
  const lacks = missing(sheet);
  list(byId("missing"), lacks, "missing", (element, { says, stage, dialog, field }) => {
    put(part(element, "go"), says);
    Object.assign(part(element, "go").dataset, { stage, dialog: dialog ?? "", field: field ?? "" });
  });
  show(byId("nothing-missing"), lacks.length === 0);
  const card = cardOf(sheet);
  const open = DATA.areas.filter((area) => !sheet.areas[area.id]);
  const ready = open.length === 0 || card.deal_breakers.length > 0;
  show(byId("result-waits"), !ready);
  show(byId("result-body"), ready);
  put(
    byId("result-waits"),
    `First the areas, then the whole. Still to rate, or to leave open: ${open.map((area) => area.title).join(", ")}.`,
  );
  paintResult(card);
  const changed = isChanged(sheet);
  const state = changed ? ". Changed since you exported it." : isHandedIn(sheet) ? ", exported." : "";
  const why = sheet.edit ? `: ${sheet.edit.reason}` : "";
  put(byId("leave"), sureOf === "leave" ? "Leave without the last notes" : "Back to the start");
  put(byId("discard"), sureOf === "discard" ? "Delete it for good" : "Delete from this browser");
  put(byId("version-line"), `${sheet.candidate}, by ${sheet.interviewer}, version ${sheet.version}${why}${state}`);
  show(byId("new-version"), isHandedIn(sheet));
  show(byId("version-changed"), changed);
  put(byId("version-replace"), `Replace version ${sheet.version}: nobody has it yet`);
}

function paintResult(card) {
  const result = fold(card);
  const mark = DATA.outcomes[result.outcome];
  byId("result-seal").className = `seal ${mark.tone}`;
  put(byId("result-glyph"), mark.glyph);
  put(byId("result-word"), mark.word);
  put(byId("result-total"), result.total === null ? "" : `${result.total} of ${3 * DATA.areas.length}`);
  put(byId("result-reason"), result.reason);
  const once = onceRated(card).filter((each) => each.reason !== result.reason);
  show(byId("result-coding"), once.length > 0);
  const alike = new Set(once.map((each) => each.reason)).size === 1;
  list(
    byId("result-once"),
    (alike ? once.slice(0, 1) : once).map((each) => ({ key: each.rating, ...each })),
    "problem",
    (element, { rating, reason }) => put(element, alike ? reason : `Rated ${rating}: ${reason}`),
  );
  list(
    byId("result-areas"),
    DATA.areas.map((area, place) => ({ key: area.id, area, rating: result.ratings[place] })),
    "result",
    (element, { area, rating }) => {
      const own = card.ratings.find((each) => each.area === area.id);
      const shown = DATA.ratings[rating ?? 0];
      put(part(element, "title"), area.title);
      part(element, "mark").className = `mark ${shown.tone}`;
      put(part(element, "mark"), [shown.glyph, rating, shown.word].filter(Boolean).join(" "));
      put(part(element, "says"), own ? chosenAnchor(area.anchors, own.anchor).says : rating ? "from the notebook" : "");
    },
  );
}

// --- dialogs, and the start ------------------------------------------------------------------------------------------

function paintDialogs() {
  const spares = sparesOf(sheet);
  list(
    byId("spares"),
    spares.map((id) => ({ key: id, question: QUESTIONS.get(id) })),
    "spare",
    (element, { question }) => {
      const choose = part(element, "choose");
      put(choose, `${question.number}. ${question.title}`);
      choose.dataset.question = question.id;
    },
  );
  const recorded = sheet.breakers.filter((each) => each.said).map((each) => BREAKERS.get(each.id).title);
  put(
    byId("early-state"),
    recorded.length
      ? `On the card: ${recorded.join(", ")}.`
      : "No deal-breaker is on the card. Without one the screen is incomplete where areas stay open.",
  );
}

let sureOf = null; // what was asked for once, and is done when it is asked for again at once

// Asks for a second press, before something is done that can't be taken back.
function isSure(what, question) {
  const sure = sureOf === what;
  sureOf = sure ? null : what;
  paint();
  if (!sure) say(question);
  return sure;
}

function disarm() {
  sureOf = null;
  paint();
}

function paintKept() {
  const { found, unreadable } = storedAll();
  show(byId("kept-box"), found.length + unreadable > 0);
  list(
    byId("kept"),
    found.map((each) => ({ key: each.id, ...each })),
    "kept",
    (element, item) => {
      put(part(element, "who"), `${item.sheet.candidate}, by ${item.sheet.interviewer}`);
      put(part(element, "when"), new Date(item.saved).toLocaleString());
      for (const name of ["resume", "forget"]) part(element, name).dataset.kept = item.id;
      put(part(element, "resume"), `Go on with ${item.sheet.candidate}`);
      put(part(element, "forget"), sureOf === item.id ? "Delete it for good" : `Delete ${item.sheet.candidate}`);
    },
  );
  put(
    byId("kept-unreadable"),
    unreadable ? `${unreadable} more can’t be read by this page, and stay as they are.` : "",
  );
}
