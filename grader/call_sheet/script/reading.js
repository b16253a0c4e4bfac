// Takes a scorecard in: a file that this page made comes back as it was, a changed one as far as a card goes.

const isNote = both(
  isRecord({
    said: maybe(orNull(isText(1, LIMITS.text))),
    did: maybe(orNull(isText(1, LIMITS.text))),
    question: maybe(orNull(isQuestion)),
    minute: maybe(isMinute),
  }),
  (value, path) =>
    isMapping(value) && typeof value.said === typeof value.did ? [`${path}: expected said or did, one of the two`] : [],
);

const isRating = orNull(isOneOf([1, 2, 3]));

// A rating, and the anchor that stands for it.
const isAnchored = (map, key) => (value, path) => {
  if (!isMapping(value) || !map.has(value[key])) return [];
  const anchor = chosenAnchor(map.get(value[key]).anchors, value.anchor);
  if ((value.rating ?? null) === (anchor?.rating ?? null) && Boolean(anchor) === Boolean(value.anchor)) return [];
  const known = map.get(value[key]).anchors.map((each) => `${each.id} for ${each.rating}`);
  return wrong(`${path}.anchor`, known.join(", "), value.anchor);
};

const isCard = isRecord({
  schema: isOneOf([1]),
  candidate: DATA.candidate ? isOneOf([DATA.candidate]) : isText(1, LIMITS.candidate),
  interviewer: isText(1, LIMITS.name),
  date: isDate,
  seniority: isOneOf([DATA.plan.seniority]),
  plan: isRecord({ id: isOneOf([DATA.plan.id]), sha256: isOneOf([DATA.plan.sha256]) }),
  coding: isOneOf([DATA.plan.coding]),
  version: isWhole(1, 999),
  edit: orNull(isEdit),
  ratings: isOnce(
    both(
      isRecord({
        area: isArea,
        rating: maybe(isRating),
        anchor: maybe(orNull(isText(1, 60))),
        evidence: maybe(isList(isNote, MOST_NOTES)),
      }),
      isAnchored(AREAS, "area"),
    ),
    "area",
    99,
  ),
  answers: isOnce(
    both(
      isRecord({
        question: isQuestion,
        rating: maybe(isRating),
        anchor: maybe(orNull(isText(1, 60))),
        evidence: maybe(isList(isNote, MOST_NOTES)),
        notes: maybe(isText(0, LIMITS.notes)),
      }),
      isAnchored(QUESTIONS, "question"),
    ),
    "question",
    99,
  ),
  red_flags: isList(
    both(
      isRecord({
        question: isQuestion,
        flag: isText(1, 60),
        says: maybe(isText(1, LIMITS.text)),
        said: isText(1, LIMITS.text),
        minute: maybe(isMinute),
      }),
      isFlag,
    ),
    MOST_NOTES,
  ),
  deal_breakers: isOnce(
    isRecord({
      id: isOneOf([...BREAKERS.keys()]),
      said: isText(1, LIMITS.text),
      question: maybe(orNull(isQuestion)),
      minute: maybe(isMinute),
    }),
    "id",
    99,
  ),
  interest: maybe(orNull(isText(0, LIMITS.text))),
  salary: maybe(orNull(isText(0, LIMITS.text))),
  notes: maybe(() => []),
});

// What a file holds: a sheet, or everything that is wrong with it. `changed` tells that it isn't as this page wrote it.
function readCard(text) {
  if (text.length > LIMITS.bytes)
    return { problems: [`the file: expected at most ${LIMITS.bytes} characters, got ${text.length}`] };
  let card;
  try {
    card = JSON.parse(text);
  } catch (error) {
    return {
      problems: [`the file: expected JSON as this page writes it, got something else (${spelled(error.message)})`],
    };
  }
  const problems = isCard(card, "");
  if (problems.length) return { problems };
  const kept = card.notes?.sheet;
  const same = kept && !isSheet(kept, "").length && JSON.stringify(cardOf(kept)) === JSON.stringify(card);
  return { problems, sheet: same ? kept : sheetOf(card), changed: !same };
}

// A sheet from what a card says: the same quote under several headings is one quote.
function sheetOf(card) {
  const sheet = newSheet(card.candidate, card.interviewer);
  const named = card.answers.map((each) => each.question);
  const notes = new Map();
  const take = (note, question, area) => {
    const found = {
      kind: note.said ? "said" : "did",
      text: note.said ?? note.did,
      stage: note.question || question ? stageOf(note.question ?? question) : "areas",
      minute: note.minute ?? null,
    };
    const key = JSON.stringify(found);
    if (!notes.has(key)) notes.set(key, { id: notes.size + 1, ...found, areas: [] });
    if (area) notes.get(key).areas.push(area);
  };
  for (const each of card.answers) for (const note of each.evidence ?? []) take(note, each.question, null);
  for (const each of card.ratings) for (const note of each.evidence ?? []) take(note, null, each.area);
  const plain = card.answers.flatMap((each) =>
    pieces(each.notes ?? "").map((text) => ({
      kind: "note",
      text,
      stage: stageOf(each.question),
      minute: null,
      areas: [],
    })),
  );
  const all = [...notes.values(), ...plain].slice(0, MOST_NOTES).map((note, place) => ({ ...note, id: place + 1 }));
  const picked = (entries, key) =>
    Object.fromEntries(entries.flatMap((each) => (each.anchor ? [[each[key], each.anchor]] : [])));
  return Object.assign(sheet, {
    date: card.date,
    version: card.version,
    edit: card.edit,
    stage: "areas",
    clock: { since: null, spent: {}, ended: true },
    swapped: named.filter((question) => !sheet.order.includes(question)),
    interest: card.interest ?? "",
    salary: card.salary ?? "",
    remarks: typeof card.notes?.text === "string" ? clean(card.notes.text, LIMITS.notes) : "",
    notes: all,
    next: all.length + 1,
    flags: card.red_flags.map((each) => ({
      question: each.question,
      flag: each.flag,
      says: each.says ?? "",
      said: each.said,
      minute: each.minute ?? null,
    })),
    answers: picked(card.answers, "question"),
    areas: picked(card.ratings, "area"),
    breakers: card.deal_breakers.map((each) => ({
      id: each.id,
      said: each.said,
      question: each.question ?? null,
      minute: each.minute ?? null,
    })),
  });
}

// A long text as notes that are short enough.
function pieces(text) {
  const signs = [...clean(text, LIMITS.notes)];
  const starts = signs.flatMap((_, place) => (place % LIMITS.text ? [] : [place]));
  return starts
    .map((start) =>
      signs
        .slice(start, start + LIMITS.text)
        .join("")
        .trim(),
    )
    .filter(Boolean);
}
