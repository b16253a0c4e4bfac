// What the interviewer does. Every action changes the sheet through `change`, which saves it and shows it.

// Changes the sheet, saves it and shows it, unless another tab holds it.
function change(does) {
  if (!sheet || !kept.holds) return;
  wake();
  does(sheet);
  kept.unsaved = !save(sheet);
  if (kept.unsaved) kept.elsewhere = true;
  paint();
}

function begin(candidate, interviewer) {
  const fresh = newSheet(candidate, interviewer);
  setRunning(fresh, true, Date.now());
  sheet = fresh;
  openNew(fresh);
  kept.elsewhere = false;
  paint();
  focusTitle();
}

async function resume(id) {
  const saved = stored(id)?.saved;
  const found = await openStored(id);
  kept.elsewhere = !kept.holds;
  sheet = found;
  if (!found) rememberTab(null);
  paint();
  if (!found) return;
  focusTitle();
  stopIfGone(saved);
}

const LONG_GONE = 120000; // ms after which the clock of a page that was closed or asleep stops where it was
let seen = Date.now(); // when this page was last awake

function wake() {
  const before = seen;
  seen = Date.now();
  stopIfGone(before);
}

function stopIfGone(moment) {
  const since = sheet && kept.holds ? sheet.clock.since : null;
  if (since === null || since > moment || Date.now() - moment <= LONG_GONE) return;
  change((now) => setRunning(now, false, moment));
  say("The page was closed or asleep, so the clock stands where it was. Start it when the call goes on.");
}

// Where the browser could not keep the sheet, this page has the only copy.
function leave() {
  const question = "The last notes are kept nowhere else. Export first, or press once more to drop them.";
  if (kept.failure && !isSure("leave", question)) return;
  change((now) => setRunning(now, false, Date.now()));
  closeSheet();
}

function discard() {
  if (!isSure("discard", "Press once more to delete this call from this browser. An exported file stays.")) return;
  forgetStored(kept.id);
  closeSheet();
  say("Deleted from this browser.");
}

function closeSheet() {
  sheet = null;
  removed = null;
  unticked.clear();
  looked = false;
  Object.assign(kept, { id: null, holds: false, failure: "", unsaved: false, elsewhere: false });
  rememberTab(null);
  paint();
  byId("title-start").focus();
}

function goTo(stage) {
  if (!stagesOf(sheet).includes(stage)) return;
  change((now) => {
    settle(now, Date.now());
    if (AFTER.includes(stage)) {
      setRunning(now, false, Date.now());
      now.clock.ended = true;
    }
    now.stage = stage;
  });
  focusTitle();
  if (sheet.clock.ended && !AFTER.includes(stage))
    say("The clock stands, as after the call. Start it if the call goes on; a note has no minute until then.");
}

// Goes where something that is missing can be mended.
function mend({ stage, dialog, field }) {
  if (stage !== sheet.stage) goTo(stage);
  if (dialog) openDialog(dialog);
  const found = field && document.querySelector(field);
  if (found) found.focus();
}

function step(by) {
  const stages = stagesOf(sheet);
  const place = stages.indexOf(sheet.stage) + by;
  if (place >= 0 && place < stages.length) goTo(stages[place]);
}

// Beside the section the list is open; above it, it would push the section down.
function foldRail() {
  byId("rail-fold").open = WIDE.matches;
}

function focusTitle() {
  const panel = all(".panel").find((each) => !each.hidden);
  const title = panel?.querySelector("h2");
  title?.focus({ preventScroll: true });
  foldRail();
  if (WIDE.matches) scrollTo({ top: 0, behavior: "instant" });
  else title?.scrollIntoView({ behavior: "instant" });
}

// --- notes -----------------------------------------------------------------------------------------------------------

const TOO_MANY = `There is room for ${MOST_NOTES} notes. Remove one first.`;

// Takes a note down. It goes to the areas that the question informs; that can be changed when these are rated.
function takeNote(kind, raw, { areas = null } = {}) {
  const text = clean(raw, LIMITS.text);
  if (!text) return false;
  if (sheet.notes.length >= MOST_NOTES) {
    say(TOO_MANY);
    return false;
  }
  change((now) => {
    const informs = QUESTIONS.get(questionOf(now.stage))?.areas ?? [];
    now.notes.push({
      id: now.next,
      kind,
      text,
      stage: now.stage,
      minute: minuteNow(now, Date.now()),
      areas: areas ?? [...informs],
    });
    now.next += 1;
  });
  return true;
}

function addDraft() {
  if (!takeNote(sheet.draft.kind, byId("note-text").value)) return;
  change((now) => {
    now.draft.text = "";
  });
  byId("note-text").value = "";
  say("Taken down.");
}

function dropNote(id) {
  const gone = sheet.notes.find((note) => note.id === id);
  if (!gone) return;
  change((now) => {
    now.notes = now.notes.filter((note) => note.id !== id);
  });
  removed = gone;
  paint();
  byId("take-back").focus();
  say("Removed.");
}

function takeBack() {
  const back = removed;
  if (!back || sheet.notes.length >= MOST_NOTES) return;
  removed = null;
  change((now) => {
    now.notes = [...now.notes, back].sort((a, b) => a.id - b.id);
  });
  byId("note-text").focus();
  say("It is back.");
}

function editNote(id) {
  byId("edit-form").dataset.note = id;
  byId("edit-text").value = sheet.notes.find((note) => note.id === id).text;
  openDialog("edit");
}

function edited() {
  const text = clean(byId("edit-text").value, LIMITS.text);
  if (!text) return;
  byId("edit").close();
  change((now) => {
    now.notes.find((note) => note.id === Number(byId("edit-form").dataset.note)).text = text;
  });
}

function assign(id, area) {
  change((now) => {
    const note = now.notes.find((each) => each.id === id);
    note.areas = note.areas.includes(area) ? note.areas.filter((each) => each !== area) : [...note.areas, area];
  });
  document.querySelector(`[data-area-card="${area}"] input[type=radio]`).focus();
}

// The words of a red flag or a deal-breaker, as a quote for the area of flags.
function useRecorded({ stage, said, minute }) {
  if (sheet.notes.length >= MOST_NOTES) {
    say(TOO_MANY);
    return;
  }
  change((now) => {
    const same = now.notes.find((note) => note.stage === stage && note.kind === "said" && note.text === said);
    if (same) same.areas.push(DATA.flags_area);
    else now.notes.push({ id: now.next++, kind: "said", text: said, stage, minute, areas: [DATA.flags_area] });
  });
  document.querySelector(`[data-area-card="${DATA.flags_area}"] input[type=radio]`).focus();
}

// --- flags and deal-breakers -----------------------------------------------------------------------------------------

const unticked = new Map(); // entries that were taken back, with their words, should they be ticked again

// Ticks an entry of a list, or takes it back.
function tick(name, key, same, ticked, fresh) {
  change((now) => {
    const before = now[name].find(same);
    if (before) unticked.set(key, before);
    now[name] = now[name].filter((each) => !same(each));
    if (ticked) now[name].push(unticked.get(key) ?? fresh(now));
  });
}

function tickFlag(question, flag, ticked) {
  const same = (each) => each.question === question && each.flag === flag;
  const fresh = (now) => ({ question, flag, says: "", said: "", minute: minuteNow(now, Date.now()) });
  tick("flags", `${question}/${flag}`, same, ticked, fresh);
}

function tellFlag(question, flag, key, text) {
  change((now) => {
    const found = now.flags.find((each) => each.question === question && each.flag === flag);
    if (found) found[key] = clean(text, LIMITS.text);
  });
}

function tickBreaker(id, ticked) {
  const fresh = (now) => ({ id, said: "", question: questionOf(now.stage), minute: minuteNow(now, Date.now()) });
  tick("breakers", id, (each) => each.id === id, ticked, fresh);
}

function tellBreaker(id, text) {
  change((now) => {
    const found = now.breakers.find((each) => each.id === id);
    if (found) found.said = clean(text, LIMITS.text);
  });
}

function tickHeard(question, place, ticked) {
  change((now) => {
    const others = (now.heard[question] ?? []).filter((each) => each !== place);
    now.heard[question] = ticked ? [...others, place].sort((a, b) => a - b) : others;
  });
}

// --- the plan --------------------------------------------------------------------------------------------------------

function swapIn(question) {
  const place = sheet.order.indexOf(questionOf(sheet.stage));
  if (place < 0 || !sparesOf(sheet).includes(question)) return;
  change((now) => {
    settle(now, Date.now());
    const out = now.order[place];
    now.order[place] = question;
    now.swapped = [...now.swapped.filter((each) => each !== question), out];
    now.stage = stageOf(question);
  });
  focusTitle();
  say(`“${titleOf(stageOf(sheet.swapped.at(-1)))}” is swapped out. Swap again to have it back.`);
}

// --- files -----------------------------------------------------------------------------------------------------------

// What was exported once is taken as handed in: a change after that is a later version, unless one says otherwise.
function exportCard() {
  if (kept.holds && isChanged(sheet)) openVersion();
  else handOut();
}

// During the call it is only a copy, and its name says so.
function handOut() {
  change((now) => {
    settle(now, Date.now());
    if (AFTER.includes(now.stage)) now.exported = digest(cardOf(now));
  });
  const text = cardText(cardOf(sheet));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = cardName(sheet);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  const bytes = new TextEncoder().encode(text).length;
  say(
    bytes > LIMITS.bytes
      ? `Exported, but ${bytes} bytes are more than the grader reads. Shorten the notes.`
      : `Exported as ${link.download}.`,
  );
}

async function importCard(file) {
  const read = readCard(await file.text());
  list(
    byId("import-problems"),
    read.problems.slice(0, 20).map((text, place) => ({ key: place, text })),
    "problem",
    (element, item) => put(element, item.text),
  );
  if (read.problems.length) {
    say(`${read.problems.length} problems in this file. Nothing was taken in.`);
    return;
  }
  sheet = read.sheet;
  sheet.clock.since = null;
  openNew(sheet);
  kept.elsewhere = false;
  paint();
  focusTitle();
  say(
    read.changed
      ? "Taken in as a card. What only this page knows, such as ticks, was not in it."
      : "Taken in, as it was exported.",
  );
}

function newVersion(author, reason) {
  change((now) => {
    now.version = Math.min(999, now.version + 1);
    now.edit = { author, time: new Date().toISOString(), reason };
    now.exported = "";
  });
  say(`This is version ${sheet.version} now. Export it when it is done.`);
}

function openVersion() {
  set(byId("version-author"), sheet.interviewer);
  openDialog("version");
}
