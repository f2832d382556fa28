// An indicator over years and regions: a chart, its table, targets beside results.
"use strict";

const section = $("series");
const COLOURS = ["--s1", "--s2", "--s3", "--s4", "--s5", "--s6", "--s7", "--s8"];
const SCALES = [[1e8, "亿"], [1e4, "万"]];
const MOST = 12; // series in the chart
let chart = null;
let drawn = null;

const probe = make("span", { hidden: true });
document.body.append(probe);
/** A colour of the sheet, as the theme has it now. */
const css = (name) => {
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
};
const label = (row) =>
  [row.region, row.entity, row.predicate, row.part ? `#${row.part}` : "", row.base].filter(Boolean).join(" · ");

/** Rows of the panel as series by what they are of, each with its actual values and targets by year. */
function seriesOf(items) {
  const found = new Map();
  for (const row of items) {
    const key = JSON.stringify([row.indicator, row.region, row.entity, row.predicate, row.part, row.base, row.unit]);
    if (!found.has(key)) found.set(key, { name: label(row), unit: row.unit, actual: new Map(), target: new Map() });
    found.get(key)[row.status].set(row.year, row);
  }
  return [...found.values()].sort((a, b) => b.actual.size + b.target.size - a.actual.size - a.target.size);
}

/** The scale and unit that the values of a chart are shown in. */
function scaleOf(series) {
  const unit = series[0].unit;
  const values = series.flatMap((one) => [...one.actual.values(), ...one.target.values()].map((row) => Math.abs(Number(row.value))));
  const largest = Math.max(...values);
  if (unit && !"%‰个".includes(unit[0])) {
    for (const [scale, word] of SCALES) if (largest >= scale) return [scale, word + unit];
  }
  return [1, unit];
}

const shown = (value, scale) => Number((Number(value) / scale).toPrecision(12)).toLocaleString("en-US", { maximumFractionDigits: 6 });

function draw() {
  chart?.destroy();
  const { series, years, scale, unit } = drawn;
  const data = [years];
  const options = [{ label: t("year"), value: (_, value) => (value == null ? "" : String(value)) }];
  series.forEach((one, at) => {
    const colour = css(COLOURS[at % COLOURS.length]);
    const value = (_, number) => (number == null ? "–" : `${number.toLocaleString("en-US", { maximumFractionDigits: 4 })} ${unit}`);
    for (const status of ["actual", "target"]) {
      if (!one[status].size) continue;
      data.push(years.map((year) => (one[status].has(year) ? Number(one[status].get(year).value) / scale : null)));
      const target = status === "target";
      options.push({
        label: target ? `${one.name} (${t("target")})` : one.name,
        stroke: colour,
        width: target ? 1.5 : 2.2,
        dash: target ? [5, 5] : undefined,
        spanGaps: true,
        points: { show: true, size: target ? 9 : 7, fill: target ? css("--paper") : colour, width: 1.5 },
        value,
      });
    }
  });
  const axis = { stroke: css("--soft"), grid: { stroke: css("--line"), width: 1 }, ticks: { stroke: css("--line"), width: 1 }, font: "13px system-ui, sans-serif" };
  chart = new uPlot(
    {
      width: $("chart").clientWidth,
      height: Math.max(260, Math.min(440, Math.round($("chart").clientWidth * 0.5))),
      scales: { x: { time: false, range: (_, low, high) => [low - 0.5, high + 0.5] } },
      axes: [
        { ...axis, incrs: [1, 2, 5, 10], values: (_, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? String(tick) : "")) },
        { ...axis, size: 76, label: unit, labelFont: "13px system-ui, sans-serif", labelSize: 22 },
      ],
      series: options,
    },
    data,
    $("chart"),
  );
}

function table() {
  const { series, years, scale, unit } = drawn;
  const head = make("thead", {}, make("tr", {}, make("th", {}, section.dataset.name), ...years.map((year) => make("th", { class: "number" }, String(year)))));
  const body = make("tbody");
  for (const one of series) {
    for (const status of ["actual", "target"]) {
      if (!one[status].size) continue;
      const name = make("td", {}, one.name, make("small", {}, `${status === "target" ? `${t("target")} · ` : ""}${unit}`));
      body.append(make("tr", { class: status }, name, ...years.map((year) => cell(one[status].get(year), scale))));
    }
  }
  $("table").replaceChildren(head, body);
}

/** A value, leading to its sentence. */
function cell(row, scale) {
  if (!row) return make("td", { class: "number" }, "");
  const text = `${row.bound === "=" ? "" : row.bound}${shown(row.value, scale)}`;
  const link = row.report ? make("a", { href: `/reports/${row.report}#r=${row.start}-${row.end}-${row.part}`, title: row.sentence.replace(/\s+/g, "") }, text) : text;
  return make("td", { class: "number" }, link);
}

function targetsTable(items) {
  const fitting = items.filter((row) => row.aspect === new URLSearchParams(section.dataset.query).get("aspect") && row.relation === "value");
  $("targets").hidden = !fitting.length;
  if (!fitting.length) return;
  const head = ["region", "year", "target", "result", "difference", "unit"].map((name) => make("th", { class: ["target", "result", "difference"].includes(name) ? "number" : "" }, t(name)));
  const [scale, unit] = [drawn?.scale ?? 1, drawn?.unit ?? ""];
  const value = (number) => make("td", { class: "number" }, number == null ? "–" : shown(number, scale));
  const body = fitting.map((row) => make("tr", {}, make("td", {}, label(row)), make("td", {}, String(row.year)), value(row.target), value(row.actual), value(row.difference), make("td", {}, unit || row.unit)));
  $("targets-table").replaceChildren(make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body));
}

function png() {
  const source = chart.ctx.canvas;
  const canvas = make("canvas", { width: source.width, height: source.height });
  const paper = canvas.getContext("2d");
  paper.fillStyle = css("--paper");
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(source, 0, 0);
  canvas.toBlob((blob) => {
    const link = make("a", { href: URL.createObjectURL(blob), download: `${section.dataset.name}.png` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}

async function begin() {
  const query = section.dataset.query;
  const { items } = await ask(`/v1/panel?${query}&status=actual&status=target`);
  if (!items.length) {
    $("none").hidden = false;
    for (const id of ["png", "csv", "xlsx"]) $(id).hidden = true;
    document.body.dataset.ready = "true";
    return;
  }
  const all = seriesOf(items);
  const series = all.filter((one) => one.unit === all[0].unit).slice(0, MOST);
  const years = [...new Set(series.flatMap((one) => [...one.actual.keys(), ...one.target.keys()]))].sort((a, b) => a - b);
  const [scale, unit] = scaleOf(series);
  drawn = { series, years, scale, unit };
  draw();
  table();
  const asked = new URLSearchParams(query);
  asked.delete("aspect");
  targetsTable((await ask(`/v1/targets?${asked}`)).items);
  document.body.dataset.ready = "true";
}

if (section) {
  begin().catch((error) => toast(error.message));
  $("png").addEventListener("click", png);
  addEventListener("resize", () => drawn && draw());
  document.addEventListener("themechange", () => drawn && draw());
}
keys["/"] = () => document.querySelector("#filters input").focus();
