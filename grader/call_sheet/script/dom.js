// The page's elements: found, filled with text, and kept in step with a list. Text is only ever put in as text.

const byId = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

function put(element, text) {
  const shown = spelled(String(text));
  if (element.textContent !== shown) element.textContent = shown;
}

function show(element, shown) {
  if (element.hidden === shown) element.hidden = !shown;
}

// A copy of a template's first element; its parts are found by data-part.
function copy(name) {
  return byId(`t-${name}`).content.firstElementChild.cloneNode(true);
}
const part = (element, name) => element.querySelector(`[data-part="${name}"]`);

// Keeps a list's elements in step with `items`; one that stays keeps its element, and with it the focus.
function list(container, items, template, fill) {
  const before = new Map([...container.children].map((child) => [child.dataset.item, child]));
  const keys = items.map((item) => String(item.key));
  if (new Set(keys).size < keys.length) throw new Error(`expected each key once, got ${keys.join(", ")}`);
  items.forEach((item, place) => {
    const key = keys[place];
    const element = before.get(key) ?? copy(template);
    before.delete(key);
    element.dataset.item = key;
    fill(element, item);
    if (container.children[place] !== element) container.insertBefore(element, container.children[place] ?? null);
  });
  for (const gone of before.values()) gone.remove();
}

// A field shows what the sheet has, but is never changed under the hands of who types in it.
function set(field, value) {
  if (field.value !== value && document.activeElement !== field) field.value = value;
}

function check(box, checked) {
  if (box.checked !== checked) box.checked = checked;
}

// Says something to screen readers, and for a few seconds on the page. Said again, it is announced again.
function say(text) {
  const line = byId("said");
  line.textContent = "";
  line.classList.remove("shown");
  requestAnimationFrame(() => {
    put(line, text);
    line.classList.add("shown");
  });
}

function isField(element) {
  return element.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");
}

const clockText = (ms) => {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};
