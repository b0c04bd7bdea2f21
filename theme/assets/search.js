// The search page. Its address is the whole search (?q=words&sort=date&theme=Training): the form is a plain one that makes such addresses; this reads the
// address, asks Pagefind, and writes what was found below. Only how far one had read is kept elsewhere, with the entry of the browser's history.

// As in the records: the label shown.
const FILTERS = {
  decision: "Decision", timeliness: "Timeliness of one of its actions", delivery: "Delivery of one of its actions", finding: "Finding", theme: "Theme", body: "Body", owner: "Owner of one of its actions",
  plan: "Plan", year: "Year of the report", inspectorate: "Inspectorate",
};
const RESULTS_AT_FIRST = 10;
const RESULTS_MORE = 20;
const ACTIONS_AT_ONCE = 3;
const NAMES_AT_ONCE = 5;
const VALUES_AT_ONCE = 12;
const WORDS_AROUND = 36;
// What stands in every record tells nothing, and its places are the largest files of all.
const COMMON = new Set("a an and are as at be by for from in is it of on or that the this to was were will with".split(" "));

const site = new URL("../", import.meta.url);
const title = document.title;
const parts = ["finder", "found", "status", "chosen", "jump", "sort", "names", "hits", "more", "filters"];
const [form, heading, status, limits, jump, sort, names, hits, more, filters] = parts.map((id) => document.getElementById(id));

let pagefind;
let latest = 0; // counts the searches, so that a slow answer never overwrites a later one
let answered; // the search in the address that is shown

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function button(words, onclick) {
  const element = make("button", { type: "button", class: "plain" }, words);
  element.onclick = onclick;
  return element;
}

const link = (href, ...words) => make("a", { href }, ...words);
const strong = (...words) => make("strong", {}, ...words);
const printed = (words) => make("p", { class: "printed" }, ...words);
const count = (number, one) => `${number.toLocaleString("en-GB")} ${one}${number === 1 ? "" : "s"}`;
const between = (elements, mark) => elements.flatMap((element, index) => (index ? [mark, element] : [element]));

// What is asked

function readAddress() {
  const query = new URLSearchParams(location.search);
  const chosen = Object.keys(FILTERS).filter((name) => query.has(name)).map((name) => [name, query.getAll(name)]);
  const words = (query.get("q") ?? "").trim();
  return { words, chosen: Object.fromEntries(chosen), byDate: !words || query.get("sort") === "date" };
}

const isLimited = ({ chosen }) => Object.keys(chosen).length > 0;

/** The address of a search: this one, but for what is to differ. */
function addressOf(asked, other = {}) {
  const { words, chosen, byDate } = { ...asked, ...other };
  const limits = Object.entries(chosen).flatMap(([name, values]) => values.map((value) => [name, value]));
  return `?${new URLSearchParams([...(words ? [["q", words]] : []), ...(words && byDate ? [["sort", "date"]] : []), ...limits])}`;
}

function addressOfForm() {
  const query = new URLSearchParams(new FormData(form));
  for (const name of ["q", "sort"]) if (!query.get(name)) query.delete(name);
  return `?${query}`;
}

/** Pagefind's filters: the values of one filter widen a search, each further filter narrows it. */
function asFilters(chosen, except) {
  const names = Object.keys(chosen).filter((name) => name !== except);
  return Object.fromEntries(names.map((name) => [name, { any: chosen[name] }]));
}

function tellingWords(words) {
  const all = words.split(/[\s/]+/).filter(Boolean); // Pagefind would join words at a stroke
  const telling = all.filter((word) => !COMMON.has(word.toLowerCase()));
  return telling.length ? telling : all;
}

/** Pagefind's term: it finds everything only with none at all. */
const asTerm = (words) => (words.startsWith('"') ? words : tellingWords(words).join(" ")) || null;

const ask = ({ words, chosen }, only = {}) => pagefind.search(asTerm(words), { filters: { ...asFilters(chosen), ...only } });

const WHAT_TO_TRY = " Check the spelling, use fewer words, or look through the lists above.";
const MARKED = /<mark>(.*?)<\/mark>/g;
const KEY = /^([a-z0-9-]+)\/([A-Za-z0-9-]+)(\.[0-9]+)?\/?$/; // norfolk-suffolk-crc-2019/1 or …/1.4
const PLAN = /^[a-z0-9]+(-[a-z0-9]+)+\/?$/; // norfolk-suffolk-crc-2019, or words such as follow-up
const NUMBER = /^[A-Za-z0-9-]+\.[0-9]+$/; // 1.4

// What is found. An answer is what to say, the results, and how to show a record of them (nothing: leave it out).

async function answer(asked) {
  const { words } = asked;
  if (!words && !isLimited(asked)) return { said: [] };
  const key = words.replace(/^[^/]*/, (plan) => plan.toLowerCase());
  const byKey = PLAN.test(key) ? await answerPlan(key) : KEY.test(key) && (await answerKey(key.match(KEY)));
  if (byKey) return byKey;
  return NUMBER.test(words) ? answerNumber(asked) : answerWords(asked);
}

/** The page of a plan's key; nothing if it is none. */
async function answerPlan(plan) {
  const page = new URL(`plans/${plan.replace("/", "")}/`, site);
  return (await fetch(page)).ok && { leaveTo: page.href };
}

/** The page of a citation key. Words such as "and/or" look like one too: nothing then. */
async function answerKey([key, plan, recommendation, rest]) {
  const page = new URL(`plans/${plan}/${recommendation}/`, site);
  const reply = await fetch(page);
  const id = rest && recommendation + rest;
  if (reply.ok && (!id || (await reply.text()).includes(`id="${id}"`))) return { leaveTo: id ? `${page}#${id}` : page.href };
  if (!reply.ok && !(plan.includes("-") && /[0-9]/.test(recommendation))) return null;
  const instead = reply.ok ? [" ", link(page, `Recommendation ${recommendation}`), " of that plan has no such action."] : [];
  return { said: [strong(`There is no ${key}.`), ...instead] };
}

/** The actions of one number. Words like 1.40 are found too, and left out here. */
async function answerNumber(asked) {
  const id = asked.words;
  const show = (record) => {
    const part = record.sub_results.find((each) => each.anchor?.id === id);
    return part && make("li", {}, make("h3", {}, link(part.url, `${id} · ${record.meta.plan}`)), printed(excerpt(part)));
  };
  const found = await walk(asked, show);
  const { shown } = await take(found, atFirst());
  const summary = strong(shown.length ? `Actions numbered ${id}` : `No action is numbered ${id}`);
  const elsewhere = link(addressOf(asked, { words: `"${id}"` }), `Where else ${id} stands`);
  return { said: [summary, limitsInWords(asked), ". ", elsewhere], shown, found };
}

async function answerWords(asked) {
  const found = await walk(asked, recommendation);
  const about = (asked.words && ` for “${asked.words}”`) + limitsInWords(asked);
  if (!found.left) return { said: [strong(`Nothing found${about}.`), WHAT_TO_TRY], advice: await advice(asked) };
  const summary = strong(count(found.left, "recommendation"));
  const { shown, records } = await take(found, atFirst());
  const unknown = await unknownOf(asked.words, records);
  const beginning = beginningFound(asked.words, records);
  if (beginning) return { said: [summary, ` for “${beginning}”${limitsInWords(asked)}: nothing has “${asked.words}”.`], shown, found };
  const passedOver = unknown.length ? [`. Nothing has “${unknown.join("” or “")}”, so this is without it.`] : [];
  return { said: [summary, about, ...passedOver], shown, found, named: namesAmong(records, asked.words) };
}

function limitsInWords({ chosen }) {
  const named = Object.keys(chosen).map((name) => `${FILTERS[name].toLowerCase()}: ${chosen[name].join(" or ")}`);
  return named.length ? `, limited to ${named.join("; ")}` : "";
}

/** What is found, one after the other, in the order asked for; how much is left; how to show a record. */
async function walk(asked, show) {
  if (asked.byDate) return { ...(await newestFirst(asked)), show };
  const { results } = await ask(asked);
  return { left: results.length, next: results.values(), show };
}

/** By a filter, not by an order of Pagefind's: each such order would be loaded with every search. */
async function newestFirst(asked) {
  const times = await countsOf("date", asked);
  const dates = Object.keys(times).filter((date) => times[date]).sort().reverse();
  async function* results() {
    for (const date of dates) yield* (await ask(asked, { date: { any: [date] } })).results;
  }
  return { left: dates.reduce((sum, date) => sum + times[date], 0), next: results() };
}

/** How many are shown at once: where one comes back to, as many as were. */
const atFirst = () => Math.max(RESULTS_AT_FIRST, history.state?.shown ?? 0);

/** Loads records until there are enough to show, or no more; gives them and what shows them. */
async function take(found, wanted) {
  const taken = { shown: [], records: [] };
  while (found.left && taken.shown.length < wanted) {
    const loading = [];
    for (let lacking = wanted - taken.shown.length; lacking && found.left; lacking--, found.left--) loading.push((await found.next.next()).value.data());
    const records = await Promise.all(loading);
    taken.records.push(...records);
    taken.shown.push(...records.map(found.show).filter(Boolean));
  }
  return taken;
}

// A result: where it stands, its words, and of its actions those that were found.

function decisionTag(decision) {
  const words = decision === "Not known" ? "Decision not known" : decision;
  return make("em", { class: `tag ${decision.toLowerCase().replaceAll(" ", "-")}` }, words);
}

function recommendation({ url, meta, sub_results }) {
  const own = sub_results.find((part) => !part.anchor);
  const actions = sub_results.filter((part) => part.anchor);
  const about = make("h3", {}, link(url, ...markAgain(`${meta.plan} · ${meta.title}`, own)), " ", decisionTag(meta.decision));
  const text = meta.text ? printed(around(markAgain(meta.text, own))) : make("p", { class: "gap" }, meta.gap);
  return make("li", {}, about, text, ...(actions.length ? actionsOf(actions) : []));
}

/** The actions in which most was found; the others in their places once one asks for them. */
function actionsOf(found) {
  const weight = (part) => part.weighted_locations.reduce((sum, place) => sum + place.balanced_score, 0);
  const best = new Set([...found].sort((one, other) => weight(other) - weight(one)).slice(0, ACTIONS_AT_ONCE));
  const list = make("ul", {}, ...found.map((part) => make("li", {}, link(part.url, part.title), printed(excerpt(part)))));
  const rest = [...list.children].filter((_, index) => !best.has(found[index]));
  if (!rest.length) return [list];
  for (const action of rest) action.hidden = true;
  const showRest = button(`and ${count(rest.length, "more action")} of this recommendation`, () => {
    for (const action of rest) action.hidden = false;
    rest[0].querySelector("a").focus();
    showRest.remove();
  });
  return [list, showRest];
}

/** The words around what was found. Pagefind marks them with <mark>, escapes < and >, and puts the heading first. */
function excerpt(part) {
  const words = part.excerpt.split(" ");
  if (words[0].replace(/<\/?mark>/g, "") === `${part.title}.`) words.shift();
  else words.unshift("…");
  if (words.length >= WORDS_AROUND - 1) words.push("…");
  const pieces = words.join(" ").split(/<\/?mark>/).map((piece) => piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  return pieces.map((piece, index) => (index % 2 ? make("mark", {}, piece) : piece));
}

/** The words of a text and what is between them; marked is what Pagefind marked in its excerpt of it. */
function markAgain(text, part) {
  const marked = new Set(Array.from(part?.excerpt.matchAll(MARKED) ?? [], (found) => found[1]));
  return text.split(/(\s+)/).map((word) => (marked.has(word) ? make("mark", {}, word) : word));
}

/** As many words as an excerpt has, from a little before the first that is marked. */
function around(words) {
  const length = 80; // of words, and of what is between them
  const first = Math.max(words.findIndex((word) => word.tagName), 0);
  const start = first < length - 10 ? 0 : first - 20;
  const end = words.length < start + length + 20 ? words.length : start + length;
  return [...(start ? ["… "] : []), ...words.slice(start, end), ...(end < words.length ? [" …"] : [])];
}

// Names. What of the found has a name comes with its record, as an id: "Owner/Director%2C%20CRC/owners/crc/director/".

const wordsIn = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The names in which each word asked for stands, or else begins a word; the shortest first. */
function namesAmong(records, words) {
  const asked = wordsIn(words).filter((word) => !COMMON.has(word));
  const ids = new Set(records.flatMap(({ anchors }) => anchors.map(({ id }) => id)));
  const named = Array.from(ids, (id) => id.split("/")).filter((parts) => parts.length > 2);
  const all = named.map(([kind, name, ...address]) => ({ kind: decodeURIComponent(kind), name: decodeURIComponent(name), address: address.join("/") }));
  const having = (isIt) => all.filter(({ name }) => asked.length && asked.every((word) => wordsIn(name).some((other) => isIt(other, word))));
  const whole = having((other, word) => other === word);
  return (whole.length ? whole : having((other, word) => other.startsWith(word))).sort((one, other) => one.name.length - other.name.length).slice(0, NAMES_AT_ONCE);
}

const showName = ({ kind, name, address }) => make("li", {}, `${kind} `, link(new URL(address, site), name));

// Little or nothing found

/** The words, of several, that stand nowhere: Pagefind passes them over. Only of those that are not marked need it be asked. */
async function unknownOf(words, records) {
  const marked = wordsMarked(records);
  const all = words.startsWith('"') ? [] : tellingWords(words);
  const doubtful = all.filter((word) => all.length > 1 && !marked.some((other) => other.startsWith(word.slice(0, 3).toLowerCase())));
  const found = await Promise.all(doubtful.map((word) => pagefind.search(word)));
  return doubtful.filter((_, index) => !found[index].results.length);
}

/** Where no record has the one word asked for, Pagefind finds what it begins with: that, if so. */
function beginningFound(words, records) {
  const [word, ...others] = tellingWords(words.toLowerCase());
  const marked = others.length ? [] : wordsMarked(records);
  return marked.every((found) => word?.startsWith(found) && found.length < word.length - 1) ? marked[0] : undefined;
}

function wordsMarked(records) {
  const excerpts = records.flatMap(({ sub_results }) => sub_results.map(({ excerpt }) => excerpt));
  return [...new Set(excerpts.flatMap((excerpt) => wordsIn(Array.from(excerpt.matchAll(MARKED), (found) => found[1]).join(" "))))];
}

/** What to try: without the limits, with a word less, with a word that is spelt nearly so. */
async function advice(asked) {
  const all = tellingWords(asked.words.replaceAll('"', ""));
  const shorter = all.length > 1 && all.length < 7 ? all.map((word) => all.filter((other) => other !== word).join(" ")) : [];
  const near = all.length === 1 ? await nearly(all[0]) : [];
  const others = [...(isLimited(asked) ? [[{ chosen: {} }, "the same without the limits"]] : []), ...[...shorter, ...near].map((words) => [{ words }, `“${words}”`])];
  const offers = await Promise.all(others.map(([other, words]) => offer(asked, other, words)));
  return offers.filter(Boolean);
}

async function offer(asked, other, words) {
  const { results } = await ask({ ...asked, ...other });
  return results.length > 0 && make("li", {}, link(addressOf(asked, other), words), ` (${count(results.length, "recommendation")})`);
}

/** Words that differ from a word in two letters at most, among those that begin alike. */
async function nearly(word) {
  for (let length = word.length - 1; length > 1; length--) {
    const { results } = await pagefind.search(word.slice(0, length));
    const records = await Promise.all(results.slice(0, RESULTS_AT_FIRST).map((result) => result.data()));
    const near = wordsMarked(records).filter((found) => lettersApart(found, word.toLowerCase()) < 3);
    if (near.length) return near.slice(0, NAMES_AT_ONCE);
  }
  return [];
}

/** How many letters must be put in, left out or changed to make one word of the other (Levenshtein). */
function lettersApart(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const letter of one) {
    const next = [row[0] + 1];
    for (let at = 1; at < row.length; at++) next.push(Math.min(next[at - 1] + 1, row[at] + 1, row[at - 1] + (letter === other[at - 1] ? 0 : 1)));
    row = next;
  }
  return row.at(-1);
}

// What is shown

async function run() {
  const ours = ++latest;
  answered = location.search;
  const asked = readAddress();
  form.elements.q.value = asked.words;
  form.elements.sort[Number(asked.words !== "" && asked.byDate)].checked = true;
  document.title = asked.words ? `${asked.words} – ${title}` : title;
  const found = await answer(asked);
  if (ours !== latest) return;
  if (found.leaveTo) return location.replace(found.leaveTo);
  await countValues(asked); // first, so that what was found does not move once it is there
  if (ours !== latest) return;
  if (!filters.hasChildNodes()) filters.append(make("h2", {}, "Limit to"), ...offered, make("p", { id: "back" }, link("#found", "Back to the results")));
  heading.hidden = !found.said.length;
  filters.hidden = jump.hidden = !found.shown?.length && !isLimited(asked);
  status.replaceChildren(...found.said);
  limits.replaceChildren(...between(Object.entries(asked.chosen).flatMap(([name, values]) => values.map((value) => removal(asked, name, value))), " "));
  sort.hidden = !asked.words || !(found.shown?.length > 1);
  names.replaceChildren(...below("By name", found.named?.map(showName)), ...below("Perhaps", found.advice));
  hits.replaceChildren(...(found.shown ?? []));
  offerMore(found.found);
  if (history.state) scrollTo(0, history.state.at);
}

const below = (label, rows) => (rows?.length ? [make("p", { class: "label" }, label), make("ul", {}, ...rows)] : []);

/** A button that takes a limit back. */
function removal(asked, name, value) {
  const values = asked.chosen[name].filter((other) => other !== value);
  const { [name]: _, ...others } = asked.chosen;
  const chosen = values.length ? { ...asked.chosen, [name]: values } : others;
  return button(`Remove limit: ${FILTERS[name]} ${value}`, () => {
    go(addressOf(asked, { chosen }));
    heading.focus();
  });
}

function offerMore(found) {
  more.hidden = !found?.left;
  more.onclick = async () => {
    const ours = latest;
    const { shown } = await take(found, RESULTS_MORE);
    if (ours !== latest) return;
    hits.append(...shown);
    offerMore(found);
    shown[0]?.querySelector("a").focus();
  };
}

// Filters. The values of one are loaded when it is opened: all together they can be larger than the rest of a search.

function offerFilter(name) {
  const values = make("div", { role: "group", "aria-label": FILTERS[name] });
  const details = make("details", { id: name }, make("summary", {}, FILTERS[name]), values);
  details.addEventListener("toggle", () => details.open && countValues(readAddress()));
  return details;
}

const offered = Object.keys(FILTERS).map(offerFilter);

async function countValues(asked) {
  for (const details of offered) {
    const name = details.id;
    if (asked.chosen[name]) details.open = true;
    const counts = details.open && (await countsOf(name, asked));
    if (addressOf(asked) !== addressOf(readAddress())) return; // a later search shows its own
    if (counts) showValues(details.lastChild, name, asked.chosen[name] ?? [], counts);
  }
}

/** How many recommendations each value of a filter would give beside what else is asked. */
async function countsOf(name, { words, chosen }) {
  const others = { ...asFilters(chosen, name), [name]: { any: [] } };
  const { filters } = await pagefind.search(asTerm(words), { filters: others });
  return filters[name] ?? {};
}

/** The first values that would give anything, and those chosen; the others on demand: of owners there can be thousands. */
function showValues(group, name, chosen, counts) {
  const found = [...new Set([...chosen, ...Object.keys(counts).filter((value) => counts[value])])].sort(byName);
  const values = group.dataset.all ? found : found.filter((value, index) => index < VALUES_AT_ONCE || chosen.includes(value));
  const present = new Map(Array.from(group.querySelectorAll("label"), (label) => [label.firstChild.value, label]));
  const focused = document.activeElement;
  const labels = values.map((value) => present.get(value) ?? choice(name, value));
  for (const { children: [box, , number] } of labels) {
    box.checked = chosen.includes(box.value);
    number.textContent = (counts[box.value] ?? 0).toLocaleString("en-GB");
  }
  group.replaceChildren(...labels, ...(values.length < found.length ? [offerAll(group, found.length)] : []));
  if (group.contains(focused)) focused.focus(); // what is moved loses it
}

const byName = new Intl.Collator("en", { numeric: true }).compare;
const choice = (name, value) =>
  make("label", {}, make("input", { type: "checkbox", name, value, form: form.id }), make("span", {}, value), make("span", { class: "n" }));

const offerAll = (group, number) =>
  button(`Show all ${number.toLocaleString("en-GB")}`, async () => {
    group.dataset.all = "yes";
    await countValues(readAddress());
    group.querySelectorAll("input")[VALUES_AT_ONCE].focus();
  });

// The start, and the ways on and back

/** With the entry of the history that is left: how much was shown, and how far one had read. */
const remember = () => history.replaceState({ shown: hits.children.length, at: scrollY }, "");

function go(address) {
  remember();
  history.pushState(null, "", location.pathname + address);
  return run();
}

async function start() {
  history.scrollRestoration = "manual";
  pagefind = await import(new URL("pagefind/pagefind.js", site));
  await pagefind.options({ excerptLength: WORDS_AROUND, noWorker: true }); // the worker is the half of its script again
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(addressOfForm());
  });
  for (const part of [filters, sort]) part.addEventListener("change", () => form.requestSubmit());
  addEventListener("pagehide", remember);
  addEventListener("popstate", () => location.search !== answered && run());
  await run();
}

addEventListener("unhandledrejection", () => (status.textContent = "The search could not be loaded. The lists above lead to everything."));
start();
