// Narrows the lists of a page to the rows that have all the words typed. The words stand in the address (?narrow=harbour+2031), so that they are still there
// when the reader comes back. Escape, or an empty field, shows everything again.

const article = document.querySelector("article");
const [form, field, status] = ["narrow", "words", "narrowed"].map((id) => document.getElementById(id));

// What there is to narrow

/** The rows of the page: the element of each, the headings above it. */
function rowsOf(page) {
  const rows = [];
  let headings = []; // the open ones, the widest first
  const add = (part) => rows.push({ part, headings: [...headings] });
  for (const part of page.children) {
    const rank = rankOf(part);
    if (rank) headings = [...headings.filter((heading) => rankOf(heading) < rank), part];
    else if (part.matches("section")) add(part);
    else if (part.matches("ul")) Array.from(part.children).forEach(add);
    else part.querySelectorAll("a[id]").forEach(add);
  }
  return rows;
}

/** How wide a heading is; 0 for what is none. */
const rankOf = (part) => ["h2", "h3", "p.label"].findIndex((heading) => part.matches(heading)) + 1;

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const rows = rowsOf(article);
const words = rows.map(({ part }) => plain(part.textContent));

// What is shown

function narrow() {
  const wanted = plain(field.value).split(/\s+/).filter(Boolean);
  const kept = new Set();
  let count = 0;
  rows.forEach(({ part, headings }, place) => {
    const isKept = wanted.every((word) => words[place].includes(word));
    part.hidden = !isKept;
    if (!isKept) return;
    count += 1;
    for (const heading of headings) kept.add(heading);
  });
  for (const { headings } of rows) for (const heading of headings) heading.hidden = !kept.has(heading);
  status.textContent = wanted.length ? said(count) : "";
}

function said(count) {
  const [some, all] = [count, rows.length].map((number) => number.toLocaleString("en-GB"));
  return count ? `${some} of ${all} rows on this page.` : `None of the ${all} rows on this page has these words.`;
}

/** The words in the address, without a step back for each letter. */
function note() {
  const address = new URL(location);
  if (field.value.trim()) address.searchParams.set("narrow", field.value.trim());
  else address.searchParams.delete("narrow");
  history.replaceState(history.state, "", address);
}

function change() {
  narrow();
  note();
}

// The start

field.value = new URLSearchParams(location.search).get("narrow") ?? "";
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("input", change);
field.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !field.value) return;
  event.preventDefault();
  field.value = "";
  change();
});
if (field.value) narrow();
