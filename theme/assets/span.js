// Limits the changes to a span of days. The address is the whole question (/changes/?from=2031-09-01&to=2031-09-30&by=entered): the form is a plain one that
// makes such addresses; this reads the address, fetches the pages of the years that the span touches, and shows their rows that are within it.

const article = document.querySelector("article");
const lead = article.querySelector(".lead");
const [form, status] = ["span", "status"].map((id) => document.getElementById(id));
const fronts = { said: new URL(form.action), entered: new URL(form.dataset.entered, location) };
const here = new URL(location.pathname, location);
const everything = [...article.children].filter((part) => !part.matches("h1, .lead, #span, #status"));
const found = document.createElement("ul");
const pages = new Map([[here.href, Promise.resolve(document)]]);

let latest = 0; // counts the questions, so that a slow answer never overwrites a later one

// What is asked

/** What the address asks: it is put into the form, whose fields take no day that there is not. */
function asked() {
  const query = new URLSearchParams(location.search);
  const fields = [form.elements.from, form.elements.to, form.elements.by];
  for (const field of fields) field.value = query.get(field.name) ?? "";
  const [from, to, by] = fields.map((field) => field.value);
  form.elements.by.value = by || "said";
  return { from, to, by: by || "said" };
}

/** The address of what the form asks; without a day, the first page of the order. */
function addressOfForm() {
  const { from, to, by } = form.elements;
  const days = [from, to].filter((field) => field.value);
  const query = new URLSearchParams(days.map((field) => [field.name, field.value]));
  if (!days.length) return fronts[by.value];
  if (by.value !== "said") query.set("by", by.value);
  return new URL(`?${query}`, fronts.said);
}

// What is found

/** A page of this site, with links that hold wherever its rows are shown. */
function load(address) {
  if (!pages.has(address)) pages.set(address, fetchPage(address));
  return pages.get(address);
}

async function fetchPage(address) {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(address);
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  for (const link of page.querySelectorAll("article a[href]")) link.href = new URL(link.getAttribute("href"), address);
  return page;
}

/** The rows of a page or of the pages below it, newest first, and links to the pages that could not be loaded. */
async function gather(link, question) {
  let page;
  try {
    page = await load(link.href);
  } catch {
    pages.delete(link.href);
    return { rows: [], missing: [link] };
  }
  const parts = [...page.querySelectorAll(".spans a")];
  if (!parts.length) return { rows: rowsOf(page, question), missing: [] };
  const touched = parts.filter(({ dataset }) => (!question.to || dataset.first <= question.to) && (!question.from || question.from <= dataset.last));
  const below = await Promise.all(touched.map((part) => gather(part, question)));
  return { rows: below.flatMap(({ rows }) => rows), missing: below.flatMap(({ missing }) => missing) };
}

function rowsOf(page, { from, to, by }) {
  const rows = [...page.querySelectorAll(`article [data-${by}]`)];
  const within = rows.filter(({ dataset }) => (!from || from <= dataset[by]) && (!to || dataset[by] <= to));
  return within.map((row) => row.closest("li"));
}

// What is shown

const inWords = (day) => new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
const count = (number, one) => `${number.toLocaleString("en-GB")} ${one}${number === 1 ? "" : "s"}`;

function spanInWords({ from, to, by }) {
  const days = [from && `from ${inWords(from)}`, to && `${from ? "" : "up "}to ${inWords(to)}`].filter(Boolean).join(" ");
  return `${days}, by the day ${by === "entered" ? "they came here" : "they were said"}`;
}

async function run() {
  const ours = ++latest;
  const question = asked();
  const isLimited = Boolean(question.from || question.to);
  for (const part of everything) part.hidden = isLimited;
  found.replaceChildren();
  if (!isLimited) return status.replaceChildren();
  if (question.from && question.to && question.from > question.to) return status.replaceChildren("The first of these days is after the last.");
  status.replaceChildren("Looking …");
  const { rows, missing } = await gather(fronts[question.by], question);
  if (ours !== latest) return;
  found.replaceChildren(...rows.map((row) => document.importNode(row, true)));
  status.replaceChildren(`${count(rows.length, "change")} ${spanInWords(question)}. `, ...(await remarks(question, missing)));
}

/** What is not among the changes found: what nobody noted the day of, and what could not be loaded. */
async function remarks({ by }, missing) {
  if (missing.length) return ["This may not be all. These pages could not be loaded: ", ...missing.flatMap((link) => [linkTo(link), " "])];
  const page = await load(fronts[by].href);
  return [page.getElementById("not-noted")?.textContent ?? ""];
}

function linkTo({ href, textContent }) {
  const link = document.createElement("a");
  link.href = href;
  link.textContent = textContent || "Changes";
  return link;
}

// The start

lead.after(form, status);
form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = addressOfForm();
  if (address.pathname !== here.pathname || here.pathname !== fronts.said.pathname) return location.assign(address);
  history.pushState(null, "", address);
  run();
});
if (here.pathname === fronts.said.pathname) {
  status.after(found);
  addEventListener("popstate", run);
  run();
}
