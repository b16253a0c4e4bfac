// Joins the page's elements to what they do, and opens the sheet that this tab had.

const ACTS = {
  go: (button) => goTo(button.dataset.stage),
  next: () => step(1),
  previous: () => step(-1),
  clock: () => toggleClock(),
  help: () => openDialog("help"),
  breakers: () => openDialog("breakers"),
  early: () => openDialog("early"),
  endEarly: () => {
    byId("early").close();
    goTo("areas");
  },
  swap: () => openDialog("swap"),
  swapIn: (button) => {
    byId("swap").close();
    swapIn(button.dataset.question);
  },
  quick: (button) => noteQuickly(DATA.quick.find((each) => each.id === button.dataset.quick)),
  dropNote: (button) => dropNote(Number(button.dataset.note)),
  takeBack: () => takeBack(),
  assign: (button) => assign(Number(button.dataset.note), button.dataset.to),
  lastQuote: (button) => {
    const { question, flag } = button.dataset;
    const last = evidenceOn(sheet, question)
      .filter((note) => note.kind === "said")
      .at(-1);
    if (last) tellFlag(question, flag, "said", last.text);
  },
  exportCard: () => exportCard(),
  mend: (button) => mend(button.dataset),
  useRecorded: (button) => useRecorded(recordedOn(sheet).find((each) => each.key === button.dataset.recorded)),
  editNote: (button) => editNote(Number(button.dataset.note)),
  newVersion: () => openVersion(),
  replaceVersion: () => {
    byId("version").close();
    handOut();
  },
  closeDialog: (button) => button.closest("dialog").close(),
  print: () => print(),
  leave: () => leave(),
  discard: () => discard(),
  resume: (button) => resume(button.dataset.kept),
  forget: (button) => {
    const id = button.dataset.kept;
    if (!isSure(id, "Press once more to delete it for good.")) return;
    forgetStored(id);
    paint();
    byId("title-start").focus();
    say("Deleted.");
  },
  takeOver: async () => {
    if (kept.unsaved && !kept.failure && !isSure("take", "Press once more to drop your last change. A copy keeps it."))
      return;
    sheet = await takeOver(sheet);
    kept.elsewhere = false;
    kept.unsaved = false;
    claim(sheet);
    paint();
    focusTitle();
  },
  keepCopy: () => {
    openNew(sheet);
    kept.elsewhere = false;
    kept.unsaved = false;
    paint();
    focusTitle();
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  const armed = sureOf;
  if (button) ACTS[button.dataset.act](button);
  if (armed !== null && armed === sureOf) disarm();
});
document.addEventListener("focusout", () => sureOf !== null && disarm());

document.addEventListener("change", ({ target }) => {
  const { heard, flag, question, breaker, area, answer } = target.dataset;
  if (heard) tickHeard(heard, Number(target.value), target.checked);
  if (flag) tickFlag(question, flag, target.checked);
  if (breaker) tickBreaker(breaker, target.checked);
  if (area) change((now) => void (now.areas[area] = target.value));
  if (answer) change((now) => void (target.value ? (now.answers[answer] = target.value) : delete now.answers[answer]));
  if (target.name === "kind") change((now) => void (now.draft.kind = target.value));
  if (target.id === "keys-on") switchKeys(target.checked);
  if (target.id === "import" && target.files.length) {
    importCard(target.files[0]);
    target.value = "";
  }
});

document.addEventListener("input", ({ target }) => {
  const { field, flagSaid, flagSays, question, breakerSaid } = target.dataset;
  if (field) change((now) => void (now[field] = clean(target.value, field === "remarks" ? LIMITS.notes : LIMITS.text)));
  if (flagSaid) tellFlag(question, flagSaid, "said", target.value);
  if (flagSays) tellFlag(question, flagSays, "says", target.value);
  if (breakerSaid) tellBreaker(breakerSaid, target.value);
  if (target.id === "note-text")
    change((now) => Object.assign(now.draft, { text: clean(target.value, LIMITS.text), stage: now.stage }));
  const area = target.closest("[data-add]")?.dataset.add;
  if (area) change((now) => void (now.unadded[area] = clean(target.value, LIMITS.text)));
});

document.addEventListener("submit", (event) => {
  if (event.target.method === "dialog") return;
  event.preventDefault();
  if (event.target.id === "start-form") begun();
  if (event.target.id === "composer") addDraft();
  if (event.target.id === "version-form") versioned();
  if (event.target.id === "edit-form") edited();
  if (event.target.dataset.add) addQuote(event.target.dataset.add, event.target.querySelector("input"));
});

function begun() {
  const candidate = clean(byId("start-candidate").value, LIMITS.candidate);
  const interviewer = clean(byId("start-interviewer").value, LIMITS.name);
  put(byId("start-problem"), candidate && interviewer ? "" : "Both are needed: the candidate’s id, and who you are.");
  if (!candidate || !interviewer) return;
  const earlier = storedAll().found.find((each) => each.sheet.candidate === candidate);
  if (earlier && another !== candidate) {
    another = candidate;
    put(
      byId("start-problem"),
      "A call with this candidate is kept here. Go on with it, or start once more for a new one.",
    );
    document.querySelector(`[data-act="resume"][data-kept="${earlier.id}"]`).focus();
    return;
  }
  another = null;
  begin(candidate, interviewer);
}

let another = null; // the candidate whose kept call was pointed out

function addQuote(area, field) {
  if (!takeNote("said", field.value, { areas: [area] })) return;
  field.value = "";
  change((now) => void delete now.unadded[area]);
}

function versioned() {
  const author = clean(byId("version-author").value, LIMITS.name);
  const reason = clean(byId("version-reason").value, LIMITS.text);
  if (!author || !reason) return;
  byId("version").close();
  byId("version-reason").value = "";
  newVersion(author, reason);
}

document.addEventListener("keydown", pressed);

WIDE.addEventListener("change", foldRail);
foldRail();

// What is sticky must not hide what has the focus: the style has to know how high it is.
const heights = new ResizeObserver((found) => {
  const { style } = document.documentElement;
  for (const { target, borderBoxSize } of found)
    style.setProperty(`--${target.dataset.height}`, `${Math.ceil(borderBoxSize[0].blockSize)}px`);
});
for (const each of all("[data-height]")) heights.observe(each);

// What is hidden on the screen is painted before it is printed.
addEventListener("beforeprint", () => sheet && paintPaper());
PAPER.addEventListener("change", () => sheet && PAPER.matches && paintPaper());

byId("note-text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  addDraft();
});

// An open dialog closes where somebody clicks beside it.
for (const dialog of all("dialog"))
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

addEventListener("beforeunload", (event) => {
  if (sheet && (kept.failure || kept.unsaved)) event.preventDefault();
});

const HEARTBEAT = 30000; // ms between saves while the clock runs

addEventListener("pagehide", () => change((now) => settle(now, Date.now())));

setInterval(() => {
  wake();
  if (sheet) paintClock();
}, 1000);
setInterval(() => sheet?.clock.since && change((now) => settle(now, Date.now())), HEARTBEAT);

show(byId("needs-script"), false);
byId("keys-on").checked = keysOn();
document.body.classList.toggle("no-keys", !keysOn());
paint();
const last = rememberedTab();
if (last) resume(last);

// For tests, and for whoever is curious in a console: the rule, and the card as it stands.
globalThis.callSheet = Object.freeze({
  fold,
  card: () => sheet && cardOf(sheet),
  text: () => sheet && cardText(cardOf(sheet)),
  read: readCard,
  missing: () => missing(sheet).map((each) => spelled(each.says)),
  onceRated,
});
