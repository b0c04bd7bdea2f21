// The form for reports, below an action: what a reader fills in becomes the text of a follow-up file, which the reader takes to those who keep the plan.
// Nothing is sent from here and nothing is kept. `plans check` accepts whatever this writes; what it would refuse is mended as it is read, or refused here in words.
// The page's article says what must be known of the plan and of its keepers.

const site = new URL("../", import.meta.url);
const { plan, begun, newFile, editor, ...lists } = document.querySelector("article").dataset;
const actions = lists.actions.split(" ");
const [deliveries, needReason, judgements] = [lists.deliveries, lists.needReason, lists.judgements].map((words) => words.split(", "));

const FIRST_DAY = "1990-01-01";
const LAST_DAY = "2100-12-31";
const LONGEST_ADDRESS = 8000; // characters: hosts refuse more
const LONGEST_MESSAGE = 2000; // Windows cuts a longer address of a message
const LARGEST_FILE = 1_000_000; // bytes: `plans check` refuses more
const WIDTH = 100; // columns, as far as words have blanks to break at

// What is asked. `is` says when a field is asked for at all.

const NOT_ON_THE_WEB = `If it is not on the web, ${editor ? `send it to ${editor} first; the editors can hold it here` : "the editors must hold it here first"}.`;
const DOCUMENT = {
  title: { label: "What the document is called", hint: "For example: Progress report, autumn 2031." },
  date: { label: "The day the document gives", hint: "Not today, unless it is of today.", type: "date" },
  source: { label: "Where it can be read", hint: `Its address, which begins with https://. ${NOT_ON_THE_WEB}`, type: "url" },
  by: { label: "Who says so (optional)", hint: "Only if it is not the body whose plan this is." },
};
const EVIDENCE = { label: "Addresses of what shows it (optional)", hint: "One on each line.", rows: 2 };
const KINDS = {
  "report-an-update": {
    name: "update",
    heading: (called) => `Report an update on ${called}`,
    document: DOCUMENT,
    entry: {
      delivery: { label: "How it stands", choices: () => options(deliveries), nothing: "The document does not say" },
      superseded_by: { label: "What took its place", choices: actionsInGroups, nothing: "Choose an action", is: ({ delivery }) => delivery === "superseded" },
      said: { label: "What the document says of it", hint: "In its own words. A blank line begins a paragraph.", rows: 4 },
      target_date: { label: "New target date (optional)", hint: "Only if the document moves it.", type: "date" },
      printed: { label: "The new date as printed (optional)", hint: "Only if other words are printed, such as “Spring 2032”; the day above is then our reading.", is: ({ target_date }) => target_date },
      reason: { label: "The reason", hint: "Needed for a new date, and for what is not started, paused or given up. If the document has none, write: No reason is given.", rows: 2, is: ({ delivery, target_date }) => target_date || needReason.includes(delivery) },
      evidence: EVIDENCE,
    },
  },
  "record-a-finding": {
    name: "finding",
    heading: (called) => `Record a finding on ${called}`,
    document: {
      ...DOCUMENT,
      title: { ...DOCUMENT.title, hint: "For example: Reinspection, 2032." },
      by: { ...DOCUMENT.by, hint: "Only if it is not the inspectorate whose report the plan answers." },
    },
    entry: {
      judgement: { label: "The judgement", choices: () => options(judgements), nothing: "The report gives none" },
      found: { label: "What was found", hint: "In the words of the report. A blank line begins a paragraph.", rows: 4 },
      evidence: EVIDENCE,
    },
  },
};

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const sentence = (state) => state[0].toUpperCase() + state.slice(1);
const quoted = (text) => `‘${cut(text)}’`;
const cut = (text) => (text.length <= 60 ? text : `${text.slice(0, 59).replace(/[,;:]?\s+\S*$/, "")}…`);

// What was typed, without what a file of ours may not hold

const UNSEEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]|\p{Surrogate}/gu;
const BULLETS = /^(?:(?:[•○➤▪●◦·]|[-*–] )\s*)+/u;

const line = (typed) => typed.replace(UNSEEN, " ").replace(/\s+/g, " ").trim().replace(BULLETS, "").trim();
const broken = (typed) => typed.replace(/\r\n?|[\x85\u2028\u2029]/g, "\n");
const lines = (typed) => broken(typed).split("\n").map(line).filter(Boolean);

/** Words as paragraphs: lines that follow each other are one, as in most letters that are copied. */
const partsOf = (typed) => broken(typed).split(/\n\s*\n|\n(?=\s*(?:[•○➤▪●◦·]|[-*–] ))/u);
const paragraphs = (typed) => partsOf(typed).map(line).filter(Boolean);

/** What is changed in words as they are read, for whoever pasted them. */
function changesTo(typed) {
  const hasBullets = broken(typed).split("\n").some((words) => BULLETS.test(words.replace(UNSEEN, " ").trim()));
  const hasBreaks = partsOf(typed).some((part) => lines(part).length > 1);
  return [
    hasBullets ? "Bullet marks are left out; each begins a paragraph." : "",
    hasBreaks ? "Line breaks are joined; a blank line begins a paragraph." : "",
  ].filter(Boolean).join(" ");
}

const READ = { evidence: lines, said: paragraphs, reason: paragraphs, found: paragraphs };

function read(fields) {
  const typed = Object.entries(fields).map(([name, { control }]) => [name, control.value]);
  return Object.fromEntries(typed.map(([name, value]) => [name, (READ[name] ?? line)(value)]));
}

/** The entry of one action, without the fields that are not asked for. */
function readEntry({ asked, fields, choice, about }) {
  const values = read(fields);
  for (const [name, { is }] of Object.entries(asked)) if (is && !is(values)) values[name] = name === "reason" ? [] : "";
  return { about: choice ? choice.control.value : about, ...values };
}

// What is wrong, as `plans check` says it: a field, and a sentence for whoever filled it in

function* faultsOfDocument({ fields }, values) {
  if (!values.title) yield [fields.title, "The document has no name: say what it is called."];
  yield* faultsOfDay(fields.date, { without: "The document has no day: give the day that it gives.", earliest: begun, latest: today() });
  if (!values.source) yield [fields.source, "Nothing says where the document can be read: give its address."];
  else yield* faultsOfAddresses(fields.source, [values.source]);
}

function* faultsOfDay(field, { without = "", earliest = "", latest = LAST_DAY } = {}) {
  const { value, validity } = field.control;
  if (validity.badInput) yield [field, "This is no day: give day, month and year."];
  else if (!value && without) yield [field, without];
  else if (value && (value < FIRST_DAY || value > LAST_DAY || value.length !== 10)) yield [field, `The year of ${quoted(value)} is not between 1990 and 2100: look for a slip.`];
  else if (value && value < earliest) yield [field, `${quoted(value)} is before the plan’s own date, ${earliest}: compare with the document and with the plan.`];
  else if (value > latest) yield [field, "That day has not come yet: give the day that the document gives."];
}

function* faultsOfAddresses(field, addresses) {
  const wrong = addresses.find((address) => !/^https?:\/\/\S+$/u.test(address));
  if (wrong) yield [field, `${quoted(wrong)} is no address: write it as in https://plans.example/minutes.`];
}

function* faultsOfEntry({ fields, choice }, values) {
  if (!values.about) yield [choice, "No action is chosen: choose one, or take this part out."];
  yield* "delivery" in fields ? faultsOfUpdate(fields, values) : faultsOfFinding(fields, values);
  yield* faultsOfAddresses(fields.evidence, values.evidence);
  for (const [name, { control }] of Object.entries(fields)) {
    const mark = control.rows > 0 && name !== "evidence" && values[name].join("").match(/[•○➤▪●◦]/u);
    if (mark) yield [fields[name], `The bullet mark ${quoted(mark[0])} is left in the words: take it out, or begin a new line with it.`];
  }
}

function* faultsOfUpdate(fields, { about, delivery, superseded_by, said, target_date, reason }) {
  yield* faultsOfDay(fields.target_date);
  if (!delivery && !said.length && !target_date) yield [fields.delivery, `Nothing is said of ${about || "it"}: choose how it stands, give the document’s words, or give a new date.`];
  if (delivery === "superseded" && !superseded_by) yield [fields.superseded_by, "It is ‘superseded’, and nothing says by what: choose what took its place."];
  if (superseded_by && superseded_by === about) yield [fields.superseded_by, `${quoted(about)} refers to itself: choose what took its place.`];
  const why = target_date ? "the target date moves" : needReason.includes(delivery) && `it is ${quoted(delivery)}`;
  if (why && !reason.length) yield [fields.reason, `${sentence(why)}, and no reason is given: give it in the document’s words, or write: No reason is given.`];
}

function* faultsOfFinding(fields, { about, judgement, found }) {
  if (!judgement && !found.length) yield [fields.judgement, `Nothing is found of ${about || "it"}: choose a judgement, or say what was found.`];
}

// The file, in the canonical form: ids and unusual words in quotes, long words below '>-', all else plain

const UNUSUAL = /^[-?:,[\]{}#&*!|>'"%@`=.~]|^<<$|:(?: |$)| #|\n/; // what YAML may take for a mark of its own …
const NO_WORDS = /^(?:null|true|false|yes|no|on|off|y|n|0\d+|0x[\da-f]+|\+?\d[\d_]*[.:e_][\d_.:e+-]*|\+\d+)$/i; // … or another program for a number or a truth
const KEY = /^[a-z_]+:(?: |$)/; // what would be taken for a key below '>-'

const inLine = (words) => (UNUSUAL.test(words) || NO_WORDS.test(words) ? JSON.stringify(words) : words);

/** Paragraphs behind their key, so far indented: on its line, or below it if they are several or long. */
function inWords(key, parts, indent) {
  const onOneLine = inLine(parts.join("\n"));
  const isLong = indent + lengthOf(`${key}: ${onOneLine}`) > WIDTH && onOneLine.includes(" ");
  const wrapped = parts.map((part) => wrap(part, WIDTH - indent - 2));
  if ((!isLong && parts.length === 1) || wrapped.flat().some((part) => KEY.test(part))) return onOneLine;
  const margin = `\n${" ".repeat(indent + 2)}`;
  return `>-${wrapped.map((part) => margin + part.join(margin)).join("\n")}`;
}

function wrap(words, width) {
  const wrapped = [];
  for (const word of words.split(" ")) {
    const joined = wrapped.length ? `${wrapped.at(-1)} ${word}` : "";
    if (joined && lengthOf(joined) <= width) wrapped[wrapped.length - 1] = joined;
    else wrapped.push(word);
  }
  return wrapped;
}

const lengthOf = (words) => [...words].length;

// Words are lists of paragraphs here; what stands as it is, is a text.

function written({ kind, values: { title, date, by, source }, entries }) {
  const head = keys({ [kind]: [title], date, by: by && [by], source: [source], entered: today() }, "", "");
  return `${head}entries:\n${entries.map(writtenEntry).join("")}`;
}

function writtenEntry({ about, delivery, said, target_date, printed, superseded_by, reason, judgement, found, evidence }) {
  const day = target_date && target_date.split("-").reverse().join("/");
  const isPrintedSo = !printed || printed === day;
  return keys({
    [about.includes(".") ? "action" : "recommendation"]: JSON.stringify(about),
    delivery,
    said,
    target_date: isPrintedSo ? day : [printed],
    date_read_as: isPrintedSo ? "" : day,
    superseded_by: superseded_by && JSON.stringify(superseded_by),
    reason,
    judgement,
    found,
    evidence: evidence.length > 1 ? evidence.map((address) => `\n      - ${inLine(address)}`).join("") : evidence,
  }, "  - ", "    ");
}

function keys(pairs, first, margin) {
  const given = Object.entries(pairs).filter(([, value]) => value?.length);
  const texts = given.map(([key, value]) => [key, Array.isArray(value) ? inWords(key, value, margin.length) : value]);
  return texts.map(([key, text], number) => `${number ? margin : first}${key}:${text.startsWith("\n") ? "" : " "}${text}\n`).join("");
}

/** The reader's own day: the file says under `entered` when it came here, and no document is of a later one. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((number) => `${number}`.padStart(2, "0")).join("-");
}

function nameOf({ kind, values }) {
  const words = values.title.normalize("NFKD").replace(/[^\0-\x7f]/g, "").toLowerCase().match(/[a-z0-9]+/g) ?? [kind];
  return `plans/${plan}/${values.date}-${words.join("-").slice(0, 40).replace(/-$/, "")}.yml`;
}

// The form

/** A field with its label, its hint and the place of its fault, tied to its control for those who hear the page. */
function makeField(id, { label, hint, type = "text", rows, choices, nothing }) {
  const fault = make("p", { id: `${id}-fault`, class: "fault", hidden: "" });
  const hints = hint ? [make("p", { id: `${id}-hint`, class: "hint" }, hint)] : [];
  const changes = make("p", { id: `${id}-changes`, class: "hint", role: "status" });
  const described = { id, "aria-describedby": [...hints, ...(rows ? [changes] : []), fault].map((element) => element.id).join(" ") };
  const control = choices
    ? make("select", described, make("option", { value: "" }, nothing), ...choices())
    : rows ? make("textarea", { ...described, rows }) : make("input", { ...described, type, ...(type === "date" ? { min: FIRST_DAY, max: LAST_DAY } : {}) });
  const element = make("div", { class: "field" }, make("label", { for: id }, label), ...hints, fault, control, ...(rows ? [changes] : []));
  return { control, fault, changes, element };
}

function options(states) {
  return states.map((state) => make("option", { value: state }, sentence(state)));
}

/** The plan's actions below their recommendations; those of this page with their first words. */
function actionsInGroups() {
  const groups = new Map();
  for (const id of actions) {
    const [recommendation] = id.split(".");
    if (!groups.has(recommendation)) groups.set(recommendation, make("optgroup", { label: `Recommendation ${recommendation}` }));
    const printed = document.querySelector(`#${CSS.escape(id)} ~ :is(.printed, blockquote)`);
    groups.get(recommendation).append(make("option", { value: id }, printed ? `${id} ${cut(line(printed.textContent))}` : id));
  }
  return [...groups.values()];
}

const makeFields = (prefix, asked) => Object.fromEntries(Object.entries(asked).map(([name, field]) => [name, makeField(`${prefix}-${name}`, field)]));
const elementsOf = (fields) => Object.values(fields).map(({ element }) => element);

function makeButton(words, kind, act) {
  const button = make("button", { type: "button", ...(kind ? { class: kind } : {}) }, words);
  button.addEventListener("click", act);
  return button;
}

function makeForm(kind, about) {
  const { name, heading, document: asked } = KINDS[kind];
  const form = {
    kind: name, fields: makeFields("report", asked), entries: [], added: 0,
    heading: make("h4", { id: "report-heading", tabindex: "-1" }, heading(called(about))),
    faults: make("div", { class: "faults", tabindex: "-1", role: "group", "aria-labelledby": "report-faults", hidden: "" }),
    more: makeButton("Add another action of this plan", "plain", () => addEntry(form, kind).choice.control.focus()),
    result: make("div", { class: "result", hidden: "" }),
  };
  form.element = make(
    "form", { class: "report", "aria-labelledby": "report-heading", novalidate: "" },
    form.heading,
    make("p", { class: "hint" }, "Fill in what the document says. Nothing is sent until you choose a way at the end."),
    form.faults,
    make("fieldset", {}, make("legend", {}, "The document"), ...elementsOf(form.fields)),
    form.more,
    make("p", { class: "buttons" }, make("button", {}, "Prepare your report"), makeButton("Cancel", "plain", close)),
    form.result,
  );
  addEntry(form, kind, about);
  form.element.addEventListener("submit", (event) => { event.preventDefault(); submit(form); });
  form.element.addEventListener("input", () => refresh(form));
  form.element.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  return form;
}

const called = (about) => (about.includes(".") ? about : `recommendation ${about}`);

/** One entry of the document; without `about` the reader chooses the action, and may take the entry out again. */
function addEntry(form, kind, about) {
  const asked = KINDS[kind].entry;
  const prefix = `report-${(form.added += 1)}`;
  const entry = { about, asked, fields: makeFields(prefix, asked), legend: make("legend", {}) };
  entry.element = make("fieldset", {}, entry.legend, ...elementsOf(entry.fields));
  if (!about) {
    entry.choice = makeField(`${prefix}-about`, { label: "The action", choices: actionsInGroups, nothing: "Choose an action" });
    entry.legend.after(entry.choice.element);
    entry.element.append(makeButton("Take this action out", "plain", () => removeEntry(form, entry)));
  }
  form.entries.push(entry);
  form.more.before(entry.element);
  refresh(form);
  return entry;
}

function removeEntry(form, entry) {
  form.entries.splice(form.entries.indexOf(entry), 1);
  entry.element.remove();
  form.more.focus();
  refresh(form);
}

/** Asks for what now bears on what is filled in, and says what becomes of it; once the text was asked for, it follows what is typed. */
function refresh(form) {
  form.entries.forEach(refreshEntry);
  if (!form.isAskedFor) return;
  const examined = examine(form);
  show(form, examined);
  if (!examined.faults.length) showFaults(form, []);
}

function refreshEntry({ asked, fields, legend, choice, about = choice.control.value }) {
  const values = read(fields);
  legend.textContent = `What it says of ${about ? called(about) : "another action"}`;
  for (const [name, { is }] of Object.entries(asked)) {
    const { element, changes, control } = fields[name];
    element.hidden = Boolean(is && !is(values));
    if (READ[name] === paragraphs) say(changes, changesTo(control.value));
  }
}

/** Says words where they are read aloud when they change, and only then. */
function say(status, words) {
  if (status.textContent !== words) status.textContent = words;
}

function submit(form) {
  const examined = examine(form);
  form.isAskedFor = true;
  show(form, examined);
  showFaults(form, examined.faults);
  (examined.faults.length ? form.faults : form.result.firstChild).focus();
}

function examine(form) {
  const values = read(form.fields);
  const entries = form.entries.map(readEntry);
  const faults = [...faultsOfDocument(form, values), ...form.entries.flatMap((entry, number) => [...faultsOfEntry(entry, entries[number])])];
  const text = faults.length ? "" : written({ kind: form.kind, values, entries });
  const isTooLarge = new TextEncoder().encode(text).length > LARGEST_FILE;
  if (isTooLarge) faults.push([form.fields.title, "The report is too long: make several of it."]);
  return { faults, text, name: nameOf({ kind: form.kind, values }), about: form.entries[0].about };
}

function showFaults(form, faults) {
  for (const { fault, control } of allFields(form)) {
    fault.hidden = true;
    control.removeAttribute("aria-invalid");
  }
  const list = faults.map(([field, words]) => {
    field.fault.textContent = words;
    field.fault.hidden = false;
    field.control.setAttribute("aria-invalid", "true");
    const link = make("a", { href: `#${field.control.id}` }, words);
    link.addEventListener("click", (event) => { event.preventDefault(); field.control.focus(); });
    return make("li", {}, link);
  });
  form.faults.hidden = !faults.length;
  form.faults.replaceChildren(make("h5", { id: "report-faults" }, pleaseLook(faults)), make("ul", {}, ...list));
}

function pleaseLook(faults) {
  const { size } = new Set(faults.map(([field]) => field));
  return `Please look at ${size} ${size === 1 ? "answer" : "answers"}:`;
}

const allFields = ({ fields, entries }) => [...Object.values(fields), ...entries.flatMap((entry) => [...Object.values(entry.fields), ...(entry.choice ? [entry.choice] : [])])];

// What was made, and where to take it

function show(form, { faults, ...made }) {
  form.result.hidden = faults.length > 0;
  form.result.replaceChildren();
  if (faults.length) return;
  const ways = waysOut(form.kind, made);
  const isSent = ways.length > 0 && ways.every(({ isWhole }) => isWhole);
  const area = make("textarea", { id: "report-text", readonly: "", rows: 12, spellcheck: "false" });
  area.value = made.text;
  const status = make("p", { class: "hint", role: "status" });
  form.result.append(
    make("h5", { tabindex: "-1" }, ways.length ? "Your report is ready. Choose how to send it:" : "Your report is ready."),
    make("p", { class: "buttons" }, ...ways.map(({ link }) => link), makeButton("Copy the text", isSent ? "plain" : "", () => copy(area, status))),
    status,
    make("p", { class: "hint" }, ...whatThen(ways)),
    make("label", { for: "report-text" }, "The text of your report"),
    area,
    make("p", { class: "hint" }, "The editors keep it as ", make("code", {}, made.name)),
  );
}

/** The ways out with their addresses, in which the text goes along if hosts and programs for messages take so long a one. */
function waysOut(kind, { about, name, text }) {
  const ways = [];
  if (newFile) {
    const named = newFile.replace("{name}", encodeURIComponent(name));
    const [whole, bare] = [named.replace("{text}", encodeURIComponent(text)), named.replace(/&\w+=\{text\}/, "")];
    ways.push(makeWay("Open in the repository", "the repository’s page", whole, bare, LONGEST_ADDRESS));
  }
  if (editor) {
    const head = `mailto:${editor}?subject=${encodeURIComponent(`${sentence(kind)} on ${plan}/${about}`)}&body=`;
    const [whole, bare] = [[name, "", ...text.split("\n")], [name, "", ""]].map((words) => head + encodeURIComponent(words.join("\r\n")));
    ways.push(makeWay("E-mail to the editors", "a message", whole, bare, LONGEST_MESSAGE));
  }
  return ways;
}

function makeWay(words, where, whole, bare, longest) {
  const isWhole = whole.length <= longest;
  const beside = bare.startsWith("http") ? { target: "_blank", rel: "noopener" } : {};
  return { where, isWhole, link: make("a", { class: "button", href: isWhole ? whole : bare, ...beside }, words) };
}

function whatThen(ways) {
  const tooLong = ways.filter(({ isWhole }) => !isWhole).map(({ where }) => where);
  return [
    ...(tooLong.length ? [make("strong", {}, `The text is too long to go along into ${tooLong.join(" or ")}: copy it first, and paste it there.`), " "] : []),
    newFile ? "The repository opens in a new tab, and needs an account there. " : "",
    ways.length ? "" : "Copy the text, and give it to those who publish this site. ",
    make("a", { href: new URL("how-to/#where", site).href }, "What happens then"),
  ];
}

async function copy(area, status) {
  try {
    await navigator.clipboard.writeText(area.value);
    status.textContent = "Copied.";
  } catch {
    area.select();
    status.textContent = "The text is selected: copy it with your keyboard.";
  }
}

// Opening and closing: one form at a time, below the action; what was filled in stays while the page is open

const forms = new Map();
let opened;

/** Opens the form that a link below an action asks for. */
export function open(link) {
  const [kind, { about }] = [link.hash.slice(1), link.dataset];
  const key = `${kind} ${about}`;
  opened?.form.element.remove();
  opened = { link, form: forms.get(key) ?? makeForm(kind, about) };
  forms.set(key, opened.form);
  link.closest(".ways").after(opened.form.element);
  opened.form.heading.focus();
}

function close() {
  opened.form.element.remove();
  opened.link.focus();
  opened = undefined;
}
