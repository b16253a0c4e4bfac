// Single keys: only where no field has the focus and no dialog is open, and only while they are switched on.

const SWITCH = "screen-grader/keys";

function keysOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return byId("keys-on").checked;
  }
}

function switchKeys(on) {
  try {
    localStorage.setItem(SWITCH, on ? "on" : "off");
  } catch {
    // the box itself remembers, until the page is closed
  }
  document.body.classList.toggle("no-keys", !on);
}

function writeAs(kind) {
  if (AFTER.includes(sheet.stage)) {
    say("After the call, quotes go to the areas. To add a note to a section, go back to it.");
    return;
  }
  change((now) => {
    now.draft.kind = kind;
  });
  byId("note-text").focus();
}

// It is no quote, so it backs no rating unless somebody says so.
function noteQuickly(quick) {
  if (AFTER.includes(sheet.stage)) writeAs("did");
  else if (takeNote("did", quick.notes, { areas: [] })) say(`Taken down: ${quick.notes}`);
}

function openDialog(id) {
  for (const dialog of all("dialog[open]")) dialog.close();
  byId(id).showModal();
}

const currentPanel = () => all(".panel[data-stage]").find((panel) => !panel.hidden);

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  q: () => writeAs("said"),
  d: () => writeAs("did"),
  n: () => writeAs("note"),
  f: () => currentPanel().querySelector("[data-flag]")?.focus(),
  b: () => openDialog("breakers"),
  e: () => openDialog("early"),
  s: () => !byId("swap-button").hidden && openDialog("swap"),
  p: () => toggleClock(),
  x: () => exportCard(),
  z: () => takeBack(),
  ...Object.fromEntries(DATA.quick.map((each) => [each.key, () => noteQuickly(each)])),
};

function toggleClock() {
  change((now) => setRunning(now, now.clock.since === null, Date.now()));
  say(sheet.clock.since === null ? "The clock stands." : "The clock runs.");
}

function pressed(event) {
  if (event.key === "Escape" && isField(event.target) && !event.target.closest("dialog")) {
    event.target.blur(); // the next Tab goes on from here
    return;
  }
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  if (modified || event.isComposing || isField(event.target) || document.querySelector("dialog[open]") || !keysOn())
    return;
  const key = event.shiftKey ? event.key : event.key.toLowerCase(); // Caps Lock switches nothing off
  const act = key === "?" ? () => openDialog("help") : sheet && kept.holds ? actionOf(key) : null;
  if (!act) return;
  event.preventDefault();
  act();
}

function actionOf(key) {
  if (/^[1-9]$/.test(key)) {
    const box = all("[data-heard]", currentPanel())[Number(key) - 1];
    return box ? () => box.click() : null;
  }
  return Object.hasOwn(KEYS, key) ? KEYS[key] : null;
}
