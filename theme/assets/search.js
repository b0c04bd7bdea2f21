// The search page. Its address is the whole search (?q=words&theme=Training): the form is a plain one that makes such addresses; this reads the address,
// asks Pagefind, and writes what was found below. Nothing is kept anywhere else, so sharing a search and going back work by themselves.

// As in the records: the label shown.
const FILTERS = {
  decision: "Decision", timeliness: "Timeliness of an action", delivery: "Delivery of an action", finding: "Finding", theme: "Theme", body: "Body", owner: "Owner of an action",
  plan: "Plan", year: "Year of the report", inspectorate: "Inspectorate",
};
const RESULTS_AT_ONCE = 20;
const VALUES_AT_ONCE = 12;
const EXCERPT = 40; // words

const site = new URL("../", import.meta.url);
const title = document.title;
const [form, status, jump, hits, more, filters] = ["finder", "status", "jump", "hits", "more", "filters"].map((id) => document.getElementById(id));

let pagefind;
let latest = 0; // counts the searches, so that a slow answer never overwrites a later one

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const link = (href, ...words) => make("a", { href }, ...words);
const strong = (...words) => make("strong", {}, ...words);
const count = (number, one) => `${number.toLocaleString("en-GB")} ${one}${number === 1 ? "" : "s"}`;

// What is asked

function readAddress() {
  const query = new URLSearchParams(location.search);
  const chosen = Object.keys(FILTERS).filter((name) => query.has(name)).map((name) => [name, query.getAll(name)]);
  return { words: (query.get("q") ?? "").trim(), chosen: Object.fromEntries(chosen) };
}

function addressOfForm() {
  const query = new URLSearchParams(new FormData(form));
  if (!query.get("q")) query.delete("q");
  return `${location.pathname}?${query}`;
}

/** Pagefind's filters: the values of one filter widen a search, each further filter narrows it. */
function asFilters(chosen, except) {
  const names = Object.keys(chosen).filter((name) => name !== except);
  return Object.fromEntries(names.map((name) => [name, { any: chosen[name] }]));
}

/** Pagefind's term: it would join words at a stroke, and finds everything only with none at all. */
const asTerm = (words) => words.replaceAll("/", " ") || null;

const KEY = /^([a-z0-9-]+)\/([A-Za-z0-9-]+)(\.[0-9]+)?\/?$/; // norfolk-suffolk-crc-2019/1 or …/1.4
const PLAN = /^[a-z0-9-]+-[0-9]{4}\/?$/; // norfolk-suffolk-crc-2019
const NUMBER = /^[A-Za-z0-9-]+\.[0-9]+$/; // 1.4

// What is found. An answer is what to say, the results, and how to show a record of them (nothing: leave it out).

async function answer({ words, chosen }) {
  if (!words && !Object.keys(chosen).length) return { said: [], results: [] };
  const key = words.replace(/^[^/]*/, (plan) => plan.toLowerCase());
  const byKey = PLAN.test(key) ? await answerPlan(key) : KEY.test(key) && (await answerKey(key.match(KEY)));
  if (byKey) return byKey;
  return NUMBER.test(words) ? answerNumber(words, chosen) : answerWords(words, chosen);
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
  if (!reply.ok && !/[0-9]/.test(recommendation)) return null;
  const instead = reply.ok ? [" ", link(page, `Recommendation ${recommendation}`), " of that plan has no such action."] : [];
  return { said: [strong(`There is no ${key}.`), ...instead], results: [] };
}

/** The actions of one number, by plan. Words like 1.40 are found too, and left out here. */
async function answerNumber(id, chosen) {
  const { results } = await pagefind.search(id, { filters: asFilters(chosen), sort: { plan: "asc" } });
  const show = (record) => {
    const part = record.sub_results.find((each) => each.anchor?.id === id);
    return part && make("li", {}, make("p", {}, link(part.url, `${id} · ${record.meta.plan}`)), printed(excerpt(part)));
  };
  const [shown, rest] = await take(results, show);
  const summary = shown.length ? [strong(`Actions numbered ${id}`), ", by plan"] : [strong(`No action is numbered ${id}`)];
  const elsewhere = link(`?q=${encodeURIComponent(`"${id}"`)}`, `Where else ${id} stands`);
  return { said: [...summary, limits(chosen), ". ", elsewhere], shown, results: rest, show };
}

async function answerWords(words, chosen) {
  const { results } = await pagefind.search(asTerm(words), { filters: asFilters(chosen) });
  const about = (words && ` for “${words}”`) + limits(chosen);
  if (!results.length) return { said: [strong(`Nothing found${about}.`), ...advice(words, chosen)], results };
  const said = [strong(count(results.length, "recommendation")), about];
  const [shown, rest] = await take(results, recommendation);
  return { said, shown, results: rest, show: recommendation };
}

function limits(chosen) {
  const named = Object.keys(chosen).map((name) => `${FILTERS[name].toLowerCase()}: ${chosen[name].join(" or ")}`);
  return named.length ? `, limited to ${named.join("; ")}` : "";
}

function advice(words, chosen) {
  const wider = link(`?q=${encodeURIComponent(words)}`, "Search without the limits");
  const shorter = [" Use fewer words, or the beginning of one: ", make("kbd", {}, "assess"), " finds assesses and assessment."];
  return [...(Object.keys(chosen).length ? [" ", wider, "."] : []), ...(words ? shorter : [])];
}

/** Loads records until there are enough to show; gives what is shown, and the results not yet looked at. */
async function take(results, show) {
  const shown = [];
  let at = 0;
  while (at < results.length && shown.length < RESULTS_AT_ONCE) {
    const next = results.slice(at, (at += RESULTS_AT_ONCE - shown.length));
    const records = await Promise.all(next.map((result) => result.data()));
    shown.push(...records.map(show).filter(Boolean));
  }
  return [shown, results.slice(at)];
}

function recommendation({ url, meta, sub_results }) {
  const actions = sub_results.filter((part) => part.anchor);
  const own = sub_results.find((part) => !part.anchor);
  const about = [meta.plan, meta.title, meta.decision].filter(Boolean).join(" · ");
  const found = make("li", {}, make("p", { class: "label" }, about), printed([link(url, ...markAgain(meta.text ?? meta.title, own))]));
  if (actions.length) found.append(make("ul", {}, ...actions.map((part) => make("li", {}, link(part.url, part.title), printed(excerpt(part))))));
  return found;
}

const printed = (words) => make("p", { class: "printed" }, ...words);

/** The words around what was found. Pagefind marks them with <mark>, escapes < and >, and puts the heading first. */
function excerpt(part) {
  const words = part.excerpt.split(" ");
  if (words[0].replace(/<\/?mark>/g, "") === `${part.title}.`) words.shift();
  if (words.length >= EXCERPT - 1) words.push("…");
  const pieces = words.join(" ").split(/<\/?mark>/).map((piece) => piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  return pieces.map((piece, index) => (index % 2 ? make("mark", {}, piece) : piece));
}

/** Marks in the whole text what Pagefind marked in its excerpt of it. */
function markAgain(text, part) {
  const marked = new Set(Array.from(part?.excerpt.matchAll(/<mark>(.*?)<\/mark>/g) ?? [], (found) => found[1]));
  return text.split(/(\s+)/).map((word) => (marked.has(word) ? make("mark", {}, word) : word));
}

// What is shown

async function run() {
  const ours = ++latest;
  const asked = readAddress();
  form.elements.q.value = asked.words;
  document.title = asked.words ? `${asked.words} – ${title}` : title;
  const found = await answer(asked);
  if (ours !== latest) return;
  if (found.leaveTo) return location.replace(found.leaveTo);
  await countValues(asked); // first, so that what was found does not move once it is there
  if (ours !== latest) return;
  hits.replaceChildren(...(found.shown ?? []));
  status.replaceChildren(...found.said);
  offerMore(found);
}

function offerMore({ results, show }) {
  more.hidden = !results.length;
  more.onclick = async () => {
    const ours = latest;
    const [shown, rest] = await take(results, show);
    if (ours !== latest) return;
    hits.append(...shown);
    offerMore({ results: rest, show });
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
    if (details.open) showValues(details.lastChild, name, asked.chosen[name] ?? [], await countsOf(name, asked));
  }
}

/** How many recommendations each value of a filter would give beside what else is asked. */
async function countsOf(name, { words, chosen }) {
  const others = { ...asFilters(chosen, name), [name]: { any: [] } };
  const { filters } = await pagefind.search(asTerm(words), { filters: others });
  return filters[name] ?? {};
}

function showValues(group, name, chosen, counts) {
  if (!group.hasChildNodes()) group.append(...Object.keys(counts).sort(byName).map((value) => choice(name, value)));
  let shown = 0;
  for (const label of group.querySelectorAll("label")) {
    const [box, , number] = label.children;
    const left = counts[box.value] ?? 0;
    box.checked = chosen.includes(box.value);
    number.textContent = left.toLocaleString("en-GB");
    label.hidden = !box.checked && (!left || (shown >= VALUES_AT_ONCE && !group.dataset.all));
    shown += Boolean(left);
  }
  offerAll(group, shown);
}

const byName = new Intl.Collator("en", { numeric: true }).compare;
const choice = (name, value) =>
  make("label", {}, make("input", { type: "checkbox", name, value, form: form.id }), make("span", {}, value), make("span", { class: "n" }));

function offerAll(group, shown) {
  group.querySelector("button")?.remove();
  if (group.dataset.all || shown <= VALUES_AT_ONCE) return;
  const button = make("button", { type: "button", class: "plain" }, `Show all ${shown}`);
  button.onclick = async () => {
    group.dataset.all = "yes";
    await countValues(readAddress());
    group.querySelectorAll("label:not([hidden]) input")[VALUES_AT_ONCE].focus();
  };
  group.append(button);
}

// The start

async function start() {
  pagefind = await import(new URL("pagefind/pagefind.js", site));
  await pagefind.options({ excerptLength: EXCERPT });
  await countValues(readAddress());
  filters.append(make("h2", {}, "Limit to"), ...offered);
  jump.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", addressOfForm());
    run();
  });
  filters.addEventListener("change", () => form.requestSubmit());
  addEventListener("popstate", run);
  await run();
}

addEventListener("unhandledrejection", () => (status.textContent = "The search could not be loaded. The lists above lead to everything."));
start();
