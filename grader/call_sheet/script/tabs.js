// Two tabs with one call: the one that has it answers for it, another one looks on, and may take it over.

const ANSWER_TIME = 500; // ms that a tab has to answer, also where the machine is busy
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(ROOT) : null;
const waiting = new Map(); // what is done when an answer comes, by what was asked

channel?.addEventListener("message", ({ data }) => {
  if (!isMapping(data) || data.from === TAB || data.id !== kept.id) return;
  if (data.says === "held" || data.says === "given") waiting.get(data.says)?.(data.sheet ?? true);
  if (!kept.holds) return;
  if (data.says === "who") tell("held");
  if (data.says === "take") {
    lose();
    tell("given", sheet); // the storage may be full, and then this tab alone has the last notes
  }
});

// Another tab wrote: where there is no channel, this is how one learns of it.
addEventListener("storage", (event) => {
  if (event.key !== ROOT + kept.id || !kept.holds) return;
  const there = stored(kept.id);
  if (there && there.tab !== TAB) lose();
});

// A call that another tab has begun is listed where none is open. What that tab wrote may come after this page did.
addEventListener("storage", () => {
  if (sheet) return;
  const listed = all('[data-act="resume"]').map((button) => button.dataset.kept);
  const found = storedAll().found.map(({ id }) => id);
  if (found.length !== listed.length || found.some((id) => !listed.includes(id))) paintKept();
});

function tell(says, given) {
  channel?.postMessage({ id: kept.id, from: TAB, says, sheet: given });
}

// Says something to the other tabs: false where none answers, or else the sheet that came with the answer, or true.
function asked(says, answer) {
  if (!channel) return Promise.resolve(false);
  return new Promise((done) => {
    const timer = setTimeout(() => finish(false), ANSWER_TIME);
    const finish = (answered) => {
      clearTimeout(timer);
      waiting.delete(answer);
      done(answered);
    };
    waiting.set(answer, finish);
    tell(says);
  });
}

// What is stored under an id. What a page wrote just before it was loaded anew may still be on its way here.
async function awaited(id) {
  for (let tries = 0; !stored(id) && tries < 10; tries += 1) await new Promise((done) => setTimeout(done, 100));
  return stored(id);
}

// Opens a sheet that is stored: as its holder, unless another tab has it.
async function openStored(id) {
  const there = await awaited(id);
  if (!there || !isOurs(there.sheet)) return null;
  Object.assign(kept, { id, revision: there.revision, holds: false, failure: "", time: there.saved });
  rememberTab(id);
  if (!(await asked("who", "held"))) claim(there.sheet);
  return there.sheet;
}

// Takes the sheet over: the other tab hands over what it has, and looks on from then on. Where none answers, and none
// has written since, it is this tab's own.
async function takeOver(own) {
  const given = await asked("take", "given");
  const there = stored(kept.id);
  const isOwn = !there || (there.tab === TAB && there.revision === kept.revision);
  if (there) kept.revision = there.revision;
  if (given && !isSheet(given, "").length) return given;
  return isOwn ? own : there.sheet;
}

function claim(held) {
  kept.holds = true;
  write(held);
}

function openNew(fresh) {
  Object.assign(kept, { id: randomId(), revision: 0, holds: true, failure: "", time: null });
  rememberTab(kept.id);
  write(fresh);
}

function lose() {
  settle(sheet, Date.now());
  save(sheet);
  kept.unsaved = kept.failure !== "";
  kept.holds = false;
  kept.elsewhere = true;
  for (const dialog of all("dialog[open]")) dialog.close();
  paint();
}
