// Keeps sheets in this browser: each under its own key, with a revision and the tab that wrote it. A tab writes only
// what it holds, and only over the revision that it knows, so nothing is overwritten in silence.

const ROOT = `screen-grader/${DATA.plan.sha256.slice(0, 16)}/`;
const REMEMBERED = ROOT + DATA.candidate; // another candidate's page in this tab has its own
const TAB = randomId();

// What this tab knows of its sheet: whether it may write it, whether another tab has it, what it could not save.
const kept = { id: null, revision: 0, holds: false, elsewhere: false, unsaved: false, failure: "", time: null };

function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// What is stored under an id: revision, time, tab and sheet; null where that is nothing that can be read.
function stored(id) {
  try {
    const found = JSON.parse(localStorage.getItem(ROOT + id));
    return isMapping(found) && Number.isInteger(found.revision) && !isSheet(found.sheet, "").length ? found : null;
  } catch {
    return null;
  }
}

// A page that was made for a candidate shows nobody else's sheet.
const isOurs = (found) => !DATA.candidate || found.candidate === DATA.candidate;

// Every sheet of this plan in this browser, the latest first; `unreadable` counts what is there and can't be read.
function storedAll() {
  let keys = [];
  try {
    keys = Object.keys(localStorage).filter((key) => key.startsWith(ROOT));
  } catch {
    return { found: [], unreadable: 0 }; // storage is switched off: saving will say so
  }
  const all = keys.map((key) => key.slice(ROOT.length)).map((id) => ({ id, ...stored(id) }));
  const found = all.filter((each) => each.sheet && isOurs(each.sheet));
  return { found: found.sort((a, b) => b.saved - a.saved), unreadable: all.filter((each) => !each.sheet).length };
}

// Writes the sheet. Returns false where another tab has written since; then nothing is written.
function save(sheet) {
  const there = stored(kept.id);
  if (there && (there.tab !== TAB || there.revision !== kept.revision)) {
    kept.holds = false;
    return false;
  }
  write(sheet);
  return true;
}

function write(sheet) {
  const saved = Date.now();
  try {
    localStorage.setItem(ROOT + kept.id, JSON.stringify({ revision: kept.revision + 1, saved, tab: TAB, sheet }));
    kept.revision += 1;
    kept.failure = "";
    kept.time = saved;
  } catch (error) {
    kept.failure =
      error.name === "QuotaExceededError" ? "its storage is full" : "it does not let this page store anything";
  }
}

function forgetStored(id) {
  try {
    localStorage.removeItem(ROOT + id);
  } catch {
    // nothing could be stored either
  }
}

// Which sheet this tab shows, for a reload.
function rememberTab(id) {
  try {
    if (id) sessionStorage.setItem(REMEMBERED, id);
    else sessionStorage.removeItem(REMEMBERED);
  } catch {
    // the list of kept calls leads back to it
  }
}

function rememberedTab() {
  try {
    return sessionStorage.getItem(REMEMBERED);
  } catch {
    return null;
  }
}
