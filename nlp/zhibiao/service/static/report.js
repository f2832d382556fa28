// A report: moving through its records, showing what each field came from, reviewing.
"use strict";

const report = $("report").dataset.report;
const article = $("text");
const rows = [...document.querySelectorAll("#records tbody tr")];
const rowOf = new Map(rows.map((row) => [row.dataset.key, row]));
const segments = [...article.querySelectorAll("[data-s]")];
const starts = segments.map((segment) => Number(segment.dataset.s));
const points = (text) => [...text].length; // offsets are code points
const FIELDS = ["indicator", "entity", "region", "period", "base"];
const EDITED = [
  "start", "end", "indicator", "predicate", "value", "value_max", "unit", "period", "region", "entity", "base",
  "bound", "aspect", "relation", "status", "part",
];

let layer = { records: [], mentions: [], events: [] };
let byKey = new Map();
let current = null;
let selection = null;

// ---- marks -----------------------------------------------------------------------------------------------------

/** The pieces of the text within [start, end). */
function piecesOf(start, end) {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] < start) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let at = low; at < starts.length && starts[at] < end; at++) found.push(segments[at]);
  return found;
}

function clearMarks() {
  for (const piece of article.querySelectorAll(".on")) {
    piece.classList.remove("on", "inherited", "current", ...FIELDS.map((field) => `from-${field}`));
  }
  for (const box of document.querySelectorAll("#pages .on")) box.classList.remove("on");
}

/** The spans that a field came from, and from where it was inherited. */
function provenance(record, field) {
  const said = record.provenance?.[field];
  if (!said) return { spans: [], inherited: "" };
  return Array.isArray(said) ? { spans: said, inherited: "" } : { spans: said.spans, inherited: said.inherited };
}

function showMarks(key) {
  clearMarks();
  const one = byKey.get(key);
  if (!one) return;
  for (const field of FIELDS) {
    const { spans, inherited } = provenance(one.row, field);
    for (const span of spans) {
      for (const piece of piecesOf(span.start, span.end)) {
        piece.classList.add("on", `from-${field}`);
        if (inherited) piece.classList.add("inherited");
      }
    }
  }
  for (const piece of piecesOf(one.row.start, one.row.end)) piece.classList.add("on", "current");
  for (const box of document.querySelectorAll("#pages rect")) {
    if (box.dataset.keys === key) box.classList.add("on");
  }
}

// ---- choosing --------------------------------------------------------------------------------------------------

const shownRows = () => rows.filter((row) => !row.hidden);

function choose(key, { scroll = true } = {}) {
  const row = rowOf.get(key);
  if (!row) return;
  for (const other of rows) other.classList.toggle("chosen", other === row);
  row.setAttribute("aria-selected", "true");
  if (current && current !== key) rowOf.get(current)?.removeAttribute("aria-selected");
  current = key;
  history.replaceState(null, "", `#r=${encodeURIComponent(key)}`);
  showMarks(key);
  showDetail(key);
  if (!scroll) return;
  row.scrollIntoView({ block: "nearest" });
  const pages = $("pages");
  const target = pages && !pages.hidden ? pages.querySelector("rect.on") : article.querySelector(".current");
  target?.scrollIntoView({ block: "center", behavior: "instant" });
}

function step(by) {
  const visible = shownRows();
  if (!visible.length) return;
  const at = visible.findIndex((row) => row.dataset.key === current);
  const next = at < 0 ? (by > 0 ? 0 : visible.length - 1) : Math.min(Math.max(at + by, 0), visible.length - 1);
  choose(visible[next].dataset.key);
}

function showDetail(key) {
  const one = byKey.get(key);
  const detail = $("detail");
  if (!one) return;
  const record = one.row;
  const line = (name, value, field) => {
    const { spans, inherited } = field ? provenance(record, field) : { spans: [], inherited: "" };
    const said = [...new Set(spans.map((span) => span.text.replace(/\s+/g, "")))].join("、");
    const note = [said && said !== value ? `“${said}”` : "", inherited ? t(`inherited.${inherited}`) : ""].filter(Boolean);
    return [
      make("dt", { class: field ? `from-${field}` : "" }, t(name)),
      make("dd", { class: one.changed.includes(name) ? "changed" : "" }, value || "—", note.length ? make("small", {}, note.join(" · ")) : null),
    ];
  };
  const says = t(`aspect.${record.aspect}`) + (record.relation === "value" ? "" : ` · ${t(`relation.${record.relation}`)}`);
  const figure = `${record.bound === "=" ? "" : record.bound} ${record.value}${record.value_max ? `—${record.value_max}` : ""} ${record.unit}`;
  const list = make("dl", {},
    ...line("figure", figure.trim()),
    ...line("indicator", record.indicator, "indicator"),
    ...(record.predicate ? line("predicate", record.predicate) : []),
    ...(record.entity ? line("entity", record.entity, "entity") : []),
    ...line("region", record.region, "region"),
    ...line("period", record.period, "period"),
    ...line("says", `${says}${record.status === "target" ? ` · ${t("target")}` : ""}`),
    ...(record.base ? line("base", record.base, "base") : []),
    ...(record.rule ? line("rule", record.rule) : []),
    ...(record.section?.length ? line("section", record.section.join(" › ")) : []),
  );
  const rejected = one.state === "rejected";
  const buttons = make("p", { class: "buttons" },
    make("button", { type: "button", onclick: () => act("accept") }, t("accept")),
    make("button", { type: "button", onclick: edit }, t("change")),
    make("button", { type: "button", onclick: toggleReject }, t(rejected ? "restore" : "reject")),
    one.changed.length && !rejected ? make("button", { type: "button", onclick: () => act("restore") }, t("restore")) : null,
  );
  const events = layer.events.filter((event) => event.layer === "record" && event.target === key);
  const past = events.map((event) => {
    const fields = Object.entries(event.fields).map(([name, value]) => `${t(name)}: ${value}`).join("; ");
    return make("li", {}, `${event.at.slice(0, 16).replace("T", " ")} ${event.who} `, make("strong", {}, t(event.action)), ` ${event.action === "change" ? fields : ""}`, event.note ? make("q", {}, event.note) : null);
  });
  const history_ = past.length ? make("details", { open: true }, make("summary", {}, t("history")), make("ul", {}, ...past)) : null;
  detail.replaceChildren(list, buttons, ...(history_ ? [history_] : []));
}

// ---- filters ---------------------------------------------------------------------------------------------------

function filter() {
  const words = $("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const state = $("by-state").value;
  const status = $("by-status").value;
  let shown = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    const fits =
      words.every((word) => text.includes(word)) &&
      (!state || (state === "flagged" ? row.hasAttribute("data-flagged") : row.dataset.state === state)) &&
      (!status || row.dataset.status === status);
    row.hidden = !fits;
    shown += fits;
  }
  $("count").textContent = t("of_total", { shown, total: rows.length });
  $("none").hidden = shown > 0;
}

// ---- reviewing -------------------------------------------------------------------------------------------------

const who = () => localStorage.getItem("zhibiao-who") ?? "";

async function send(review) {
  const event = await ask(`/v1/reports/${report}/review`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ who: who(), ...review }),
  });
  history.replaceState(null, "", `#r=${encodeURIComponent(event.target)}`);
  location.reload();
}

async function act(action) {
  if (!current) return;
  try {
    await send({ action, target: current });
  } catch (error) {
    toast(error.message);
  }
}

function toggleReject() {
  const one = byKey.get(current);
  if (one) act(one.state === "rejected" ? "restore" : "reject");
}

function openEditor(title, record, quote) {
  const form = $("edit-form");
  $("edit-title").textContent = t(title);
  $("edit-quote").textContent = quote;
  $("edit-error").hidden = true;
  for (const name of EDITED) form.elements[name].value = record[name] ?? "";
  form.elements.who.value = who();
  form.elements.note.value = "";
  $("edit").dataset.action = title;
  $("edit").showModal();
  form.elements.indicator.focus();
}

function edit() {
  const one = byKey.get(current);
  if (one) openEditor("change", one.row, one.row.text);
}

function addFromSelection() {
  if (!selection) return toast(t("select_first"));
  const [, sign, digits, unit] = /^(-?)([\d.,]+)?(.*)$/su.exec(selection.text.replace(/\s/g, "")) ?? [];
  const near = nearest(selection.start)?.row ?? {};
  openEditor("add", {
    start: selection.start, end: selection.end, value: digits ? sign + digits.replace(/,/g, "") : "", unit,
    bound: "=", aspect: near.aspect ?? "level", relation: "value", status: near.status ?? "actual",
    region: near.region ?? "", period: near.period ?? "", part: 0,
  }, selection.text);
}

function moveToSelection() {
  const one = byKey.get(current);
  if (!one || !selection) return toast(t("select_first"));
  openEditor("change", { ...one.row, start: selection.start, end: selection.end }, `${one.row.text} → ${selection.text}`);
}

/** The record that stands before a place, for what a new one has in common with it. */
const nearest = (start) => layer.records.filter((one) => one.row.start <= start).at(-1) ?? layer.records[0];

async function save(event) {
  if (event.submitter?.value !== "save") return;
  event.preventDefault();
  const form = $("edit-form");
  const adding = $("edit").dataset.action === "add";
  const before = adding ? {} : byKey.get(current).row;
  const record = {};
  for (const name of EDITED) {
    const value = ["start", "end", "part"].includes(name) ? Number(form.elements[name].value) : form.elements[name].value;
    if (value !== (before[name] ?? "")) record[name] = value;
  }
  localStorage.setItem("zhibiao-who", form.elements.who.value);
  try {
    await send({ action: adding ? "add" : "change", target: adding ? "" : current, record, note: form.elements.note.value });
  } catch (error) {
    $("edit-error").textContent = error.message;
    $("edit-error").hidden = false;
  }
}

// ---- selecting text --------------------------------------------------------------------------------------------

/** The offset in the report of a place in the page. */
function offsetOf(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node.childNodes[offset] ?? node;
  const piece = element.closest?.("[data-s]");
  if (!piece) return null;
  const before = node.nodeType === Node.TEXT_NODE ? node.textContent.slice(0, offset) : "";
  return Number(piece.dataset.s) + points(before);
}

function takeSelection() {
  const bubble = $("selected");
  const range = getSelection();
  selection = null;
  bubble.hidden = true;
  if (!range.rangeCount || range.isCollapsed || !article.contains(range.anchorNode)) return;
  const { startContainer, startOffset, endContainer, endOffset } = range.getRangeAt(0);
  const start = offsetOf(startContainer, startOffset);
  const end = offsetOf(endContainer, endOffset);
  if (start === null || end === null || end <= start || end - start > 200) return;
  selection = { start, end, text: range.toString() };
  const box = range.getRangeAt(0).getBoundingClientRect();
  bubble.hidden = false;
  bubble.style.left = `${Math.max(8, Math.min(box.left, innerWidth - bubble.offsetWidth - 8))}px`;
  bubble.style.top = `${Math.max(8, box.top - bubble.offsetHeight - 8)}px`;
}

// ---- view ------------------------------------------------------------------------------------------------------

function showPages(wanted) {
  const pages = $("pages");
  if (!pages) return;
  pages.hidden = !wanted;
  article.hidden = wanted;
  $("legend").hidden = wanted;
  $("view-pages").setAttribute("aria-pressed", wanted);
  $("view-text").setAttribute("aria-pressed", !wanted);
  if (current) choose(current);
}

$("view-text")?.addEventListener("click", () => showPages(false));
$("view-pages")?.addEventListener("click", () => showPages(true));
$("legend").addEventListener("change", (event) => {
  article.classList.toggle(`show-${event.target.value}`, event.target.checked);
});
for (const id of ["search", "by-state", "by-status"]) $(id).addEventListener("input", filter);
$("filter").addEventListener("submit", (event) => event.preventDefault());
$("records").addEventListener("click", (event) => {
  const row = event.target.closest("tbody tr");
  if (row) choose(row.dataset.key);
});
$("records").addEventListener("dblclick", edit);
$("records").addEventListener("mouseover", (event) => {
  const row = event.target.closest("tbody tr");
  if (row) showMarks(row.dataset.key);
});
$("records").addEventListener("mouseleave", () => (current ? showMarks(current) : clearMarks()));
for (const pane of [article, $("pages")]) {
  pane?.addEventListener("click", (event) => {
    const keys_ = event.target.closest("[data-keys]")?.dataset.keys.split(" ");
    if (keys_ && getSelection().isCollapsed) choose(keys_[(keys_.indexOf(current) + 1) % keys_.length]);
  });
  pane?.addEventListener("mouseover", (event) => {
    const key = event.target.closest("[data-keys]")?.dataset.keys.split(" ")[0];
    if (key) showMarks(key);
  });
  pane?.addEventListener("mouseleave", () => (current ? showMarks(current) : clearMarks()));
}
document.addEventListener("mouseup", () => setTimeout(takeSelection));
document.addEventListener("keyup", (event) => event.shiftKey && takeSelection());
$("selected").addEventListener("mousedown", (event) => event.preventDefault());
$("selected").addEventListener("click", (event) => {
  if (event.target.dataset.do === "add") addFromSelection();
  if (event.target.dataset.do === "move") moveToSelection();
});
$("edit-form").addEventListener("submit", save);

Object.assign(keys, {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  "/": () => $("search").focus(),
  e: edit,
  a: () => act("accept"),
  x: toggleReject,
  n: addFromSelection,
  p: () => showPages($("pages")?.hidden ?? false),
});

/** The audit's findings above the table; what they are about is marked in it. */
function showFindings(findings) {
  const chinese = document.documentElement.lang.startsWith("zh");
  const keyOf = new Map(layer.records.map((one) => [one.row.id, one.key]));
  const items = findings.map((finding) => {
    const keys_ = finding.figures.map((figure) => keyOf.get(figure.record)).filter(Boolean);
    for (const key of keys_) {
      const { start, end } = byKey.get(key).row;
      rowOf.get(key)?.setAttribute("data-flagged", finding.severity);
      for (const piece of piecesOf(start, end)) piece.classList.add("flagged");
    }
    return make("li", {}, make("button", { type: "button", onclick: () => choose(keys_[0]) }, chinese ? finding.zh : finding.en));
  });
  for (const row of rows.filter((each) => each.hasAttribute("data-flagged"))) {
    row.cells[0].append(" ", make("span", { class: "state flagged" }, t("state.flagged")));
  }
  if (items.length) {
    const head = make("summary", {}, `${t("findings")} `, make("span", { class: "flag" }, String(items.length)));
    $("findings").replaceChildren(make("details", { open: items.length < 4 }, head, make("ul", {}, ...items)));
    $("findings").hidden = false;
  }
}

async function begin() {
  filter();
  layer = await ask(`/v1/reports/${report}/review`);
  byKey = new Map(layer.records.map((one) => [one.key, one]));
  document.body.dataset.ready = "true";
  const wanted = /^#r=(.+)$/.exec(location.hash);
  if (wanted) choose(decodeURIComponent(wanted[1]));
  showFindings((await ask(`/v1/reports/${report}/audit`)).items);
}

begin().catch((error) => toast(error.message));
