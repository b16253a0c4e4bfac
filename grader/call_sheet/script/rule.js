// What a card comes to. Nothing is decided here: what is on the card is counted, and looked up in the fold's table.

const bits = (flags) => flags.reduce((mask, flag, place) => mask | (flag ? 1 << place : 0), 0);

// `answered` tells whether the coding question has a rating; where it isn't given, the card tells.
function fold(card, answered = null, filled = TABLE.filled) {
  const given = new Map((card.ratings ?? []).map((each) => [each.area, each.rating ?? null]));
  const ratings = DATA.areas.map((area) => given.get(area.id) ?? filled[area.id] ?? null);
  const broken = bits(
    DATA.deal_breakers.map((each) => (card.deal_breakers ?? []).some((found) => found.id === each.id)),
  );
  const unrated = bits(ratings.map((rating) => rating === null));
  const coded =
    answered ??
    (card.answers ?? []).some((each) => each.question === DATA.coding_question && (each.rating ?? null) !== null);
  const total = unrated ? null : sum(ratings);
  const ruled = TABLE.rules[[broken, unrated, coded].map((each) => (each ? 1 : 0)).join("")];
  const outcome = ruled ?? TABLE.sums[total];
  return { outcome, total, ratings, reason: TABLE.reasons[reasonKey()] };

  function reasonKey() {
    if (outcome === "stopped_early") return `b${broken}`;
    if (outcome === "incomplete") return `u${unrated}a${coded ? 1 : 0}`;
    const lower = bits(ratings.map((rating) => rating < 3));
    return outcome === "conditional" ? `t${total}m${lower}` : `t${total}`;
  }
}

// What a card comes to once the notebook is rated, for each rating; nothing where the page knows it, or none was asked.
function onceRated(card) {
  return Object.entries(TABLE.filled_by)
    .map(([rating, filled]) => ({ rating, ...fold(card, true, filled) }))
    .reverse();
}
