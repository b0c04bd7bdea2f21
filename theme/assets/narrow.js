// Narrows the lists of a page to the rows that have all the words typed. The words stand in the address (?narrow=harbour+2031), so that they are still there
// when the reader comes back. Escape, or an empty field, shows everything again.

const article = document.querySelector("article");
const [form, field, status] = ["narrow", "words", "narrowed"].map((id) => document.getElementById(id));

// What there is to narrow

/** The rows of the page: of each the elements that it is made of, the headings above it, and its words. */
function rowsOf(page) {
  const rows = [];
  let headings = []; // the open ones, the widest first
  let row; // what an open numbered heading begins, up to the next heading
  const add = (...parts) => rows.push((row = { parts, headings: [...headings] }));
  for (const part of page.children) {
    const rank = rankOf(part, row);
    if (rank) {
      headings = [...headings.filter((heading) => rankOf(heading) < rank), part];
      row = undefined;
    } else if (part.matches("h3")) add(part);
    else if (row) row.parts.push(part);
    else if (part.matches("ul")) for (const item of part.children) add(item), (row = undefined);
    else for (const link of part.querySelectorAll("a[id]")) add(link), (row = undefined);
  }
  return rows;
}

/** How wide a heading is; 0 for what is none, or is within a row. */
function rankOf(part, row) {
  if (part.matches("h2")) return 2;
  if (part.matches("h3:not(.number)")) return 3;
  return part.matches("p.label") && !row ? 4 : 0;
}

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const rows = rowsOf(article);
const words = rows.map(({ parts }) => plain(parts.map((part) => part.textContent).join(" ")));

// What is shown

function narrow() {
  const wanted = plain(field.value).split(/\s+/).filter(Boolean);
  const kept = new Set();
  let count = 0;
  rows.forEach(({ parts, headings }, place) => {
    const isKept = wanted.every((word) => words[place].includes(word));
    for (const part of parts) part.hidden = !isKept;
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

const first = rows[0];
if (first) {
  field.value = new URLSearchParams(location.search).get("narrow") ?? "";
  (first.headings.at(-1) ?? first.parts[0]).closest("article > *").before(form);
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
}
