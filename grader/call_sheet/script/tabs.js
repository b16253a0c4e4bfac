// Two tabs with one call: the one that has it answers for it, another one looks on, and may take it over.

const ANSWER_TIME = 150; // ms that a tab has to answer
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(ROOT) : null;
const waiting = new Map(); // what is done when an answer comes, by what was asked

channel?.addEventListener("message", ({ data }) => {
  if (!isMapping(data) || data.from === TAB) return;
  if (data.id !== kept.id) return;
  if (data.says === "held" || data.says === "given") waiting.get(data.says)?.(true);
  if (!kept.holds) return;
  if (data.says === "who") tell("held");
  if (data.says === "take") {
    lose();
    tell("given");
  }
});

// Another tab wrote: where there is no channel, this is how one learns of it.
addEventListener("storage", (event) => {
  if (event.key !== ROOT + kept.id || !kept.holds) return;
  const there = stored(kept.id);
  if (there && there.tab !== TAB) lose();
});

function tell(says) {
  channel?.postMessage({ id: kept.id, from: TAB, says });
}

// Says something to the other tabs, and tells whether one of them answered.
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

// Opens a sheet that is stored: as its holder, unless another tab has it.
async function openStored(id) {
  const there = stored(id);
  if (!there) return null;
  Object.assign(kept, { id, revision: there.revision, holds: false, failure: "", time: there.saved });
  rememberTab(id);
  if (!(await asked("who", "held"))) claim(there.sheet);
  return there.sheet;
}

// Takes the sheet over: the other tab writes what it has, and looks on from then on.
async function takeOver() {
  await asked("take", "given");
  const there = stored(kept.id);
  if (there) kept.revision = there.revision;
  return there ? there.sheet : null;
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
  kept.holds = false;
  kept.elsewhere = true;
  paint();
}
