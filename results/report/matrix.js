"use strict";

/* Behaviours x columns, which are runs. A row is an object that keeps its elements, so that a filter only sets `hidden`. */

function cellLabel(behaviour, cell, run) {
  const word = outcomeOf(cell.outcome).word;
  const late = cell.late.length ? ", with a late arrival" : "";
  return plain(`${behaviour.id} on ${runName(run)}: ${word}${repeats(cell)}${late}`);
}

/* Where repeats do not agree, how many had the worst outcome. */
function repeats(cell) {
  return cell.worst < cell.repeats ? `, ${cell.worst} of ${cell.repeats}` : "";
}

/* Why it differs, or at least what was seen. */
function why(difference, cell) {
  if (difference.known) return difference.known.reason;
  if (difference.label === "(outcome)") return [...cell.details, ...cell.notes].join(", ");
  return difference.label === "(late)" ? `a ${difference.seen} arrived late` : `${difference.label}: ${difference.seen}`;
}

function cellReason(reasons) {
  if (!reasons.length) return null;
  return el("span", { class: "why" }, reasons[0] + (reasons.length > 1 ? ` (and ${reasons.length - 1} more)` : ""));
}

function cellTags(differences) {
  const fresh = differences.filter((d) => d.judged && !d.known).length;
  const known = differences.filter((d) => d.known).length;
  return [fresh ? el("span", { class: "tag new" }, "new") : null,
    known && !fresh ? el("span", { class: "tag known" }, "known") : null];
}

function drawCell(report, behaviour, index) {
  const run = report.runs[index];
  const cell = behaviour.cells[index] || { outcome: "absent", worst: 0, repeats: 0, late: [] };
  const differences = behaviour.differs.filter((d) => d.run === index);
  const reasons = differences.map((d) => why(d, cell)).filter(Boolean);
  const anchor = el("a", { href: fragment(behaviour.id, index), tabindex: "-1", "aria-label": cellLabel(behaviour, cell, run) },
    el("span", { class: "outcome" }, outcomeMark(cell.outcome),
      cell.worst < cell.repeats ? el("span", { class: "few" }, ` ${cell.worst} of ${cell.repeats}`) : null),
    cell.late.length ? el("span", { class: "tag" }, "late") : null, cellTags(differences), cellReason(reasons));
  if (reasons.length) anchor.title = reasons.map(plain).join("\n");
  return { anchor, td: el("td", { role: "gridcell", class: cell.outcome }, anchor) };
}

function searchable(behaviour) {
  return plain([behaviour.id, behaviour.summary, behaviour.facts, behaviour.source, behaviour.file, behaviour.relied,
    ...behaviour.observations.flatMap((o) => [o.label, o.allowed]),
    ...behaviour.cells.filter(Boolean).flatMap((c) => [...c.seen.map(([, value]) => value), ...c.notes]),
    ...behaviour.differs.flatMap((d) => (d.known ? [d.known.reason, d.known.bug] : []))].join("\n")).toLowerCase();
}

function drawRow(report, behaviour) {
  const name = behaviour.id.slice(behaviour.id.indexOf("/") + 1);
  const first = el("a", { href: fragment(behaviour.id), tabindex: "-1", class: "id" }, name);
  const cells = runsOf(report, behaviour).map((index) => drawCell(report, behaviour, index));
  const element = el("tr", { role: "row", "data-id": null },
    el("th", { scope: "row", role: "rowheader" }, first, el("small", { class: "data" }, behaviour.summary)),
    cells.map((c) => c.td));
  return {
    behaviour, element, visible: true, text: searchable(behaviour), area: areaOf(behaviour.id),
    projects: new Set(projectsOf(behaviour)),
    outcomes: new Set(runsOf(report, behaviour).map((i) => (behaviour.cells[i] ? behaviour.cells[i].outcome : "absent"))),
    stops: [first, ...cells.map((c) => c.anchor)],
  };
}

function areaCount(report, rows, column) {
  const cells = rows.map((row) => row.behaviour.cells[runOf(report.columns[column], row.behaviour)]).filter(Boolean);
  const good = cells.filter((cell) => cell.outcome === "conforms").length;
  if (!cells.length) return el("td", { role: "gridcell" }, el("span", { class: "muted" }, "\u2013"));
  return el("td", { role: "gridcell", class: good === cells.length ? "whole" : null,
    "aria-label": `${good} of ${cells.length} conform` },
    report.columns.length > 3 ? `${good}/${cells.length}` : `${good} of ${cells.length} conform`);
}

function drawArea(report, area, rows) {
  const head = el("tr", { role: "row", class: "area" },
    el("th", { scope: "rowgroup", role: "rowheader" }, el("span", { class: "data" }, area),
      el("small", {}, count(rows.length, "behaviour"))),
    report.columns.map((_, i) => areaCount(report, rows, i)));
  return { area, rows, element: el("tbody", { role: "rowgroup" }, head, rows.map((row) => row.element)) };
}

/* The exact build, without the platform's name where that stands right above. */
function buildBeside(run) {
  const { build, platform } = run.head;
  return build.startsWith(platform) ? build.slice(platform.length).trim() : build;
}

function drawHead(report) {
  return el("thead", { role: "rowgroup" }, el("tr", { role: "row" },
    el("th", { scope: "col", role: "columnheader" }, "behaviour"),
    report.columns.map(([first]) => report.runs[first]).map((run) => el("th", { scope: "col", role: "columnheader", title: plain(`${runName(run)}, ${run.head.build}`) },
      el("span", { class: "data" }, runName(run)),
      el("small", { class: "data" }, buildBeside(run)), el("small", { class: "data" }, run.head.architecture),
      run.complete ? null : el("span", { class: "tag unfinished" }, "incomplete")))));
}

function drawMatrix(report) {
  const table = document.getElementById("matrix");
  const byArea = new Map();
  for (const behaviour of report.behaviours) {
    const area = areaOf(behaviour.id);
    if (!byArea.has(area)) byArea.set(area, []);
    byArea.get(area).push(drawRow(report, behaviour));
  }
  const areas = [...byArea].sort(([a], [b]) => (a < b ? -1 : 1)).map(([area, rows]) => drawArea(report, area, rows));
  table.classList.toggle("dense", report.columns.length > 3);
  table.classList.toggle("one", report.columns.length === 1);
  table.style.setProperty("--runs", String(report.columns.length));
  table.setAttribute("aria-colcount", String(report.columns.length + 1));
  table.replaceChildren(drawHead(report), ...areas.map((a) => a.element));
  return { table, areas, rows: areas.flatMap((a) => a.rows) };
}
