// The data block of the page, and what is found in it by name. Nothing in it changes.

const DATA = JSON.parse(document.getElementById("data").textContent);
const TABLE = DATA.table;
const LIMITS = DATA.limits;
const QUESTIONS = new Map(DATA.questions.map((each) => [each.id, each]));
const AREAS = new Map(DATA.areas.map((each) => [each.id, each]));
const BREAKERS = new Map(DATA.deal_breakers.map((each) => [each.id, each]));

const KINDS = ["said", "did", "note"]; // what they said, what they did, and a note that is no evidence
const OTHER = "other"; // a red flag that is on no list
const OPEN = "open"; // an area that is left unrated on purpose
const FIRST = "background";
const LAST_OF_CALL = "own_questions";
const AFTER = ["areas", "outcome"];

const stageOf = (question) => `q.${question}`;
const questionOf = (stage) => (stage.startsWith("q.") ? stage.slice(2) : null);
