"use strict";

/* The page behind a cell: all that is known of one behaviour, over all runs. */

function heading(text) {
  return el("h3", {}, text);
}

function runLabel(report, index, chosen) {
  return el("span", { class: "chip" + (index === chosen ? " chosen" : ""), title: report.runs[index].measured },
    runName(report.runs[index]));
}

function pageHead(report, behaviour) {
  return [
    el("header", {},
      el("p", { class: "brand data" }, areaOf(behaviour.id)),
      el("h2", { id: "page-title", tabindex: "-1", class: "data" }, behaviour.id),
      el("button", { type: "button", class: "close screen", "aria-label": "Close" }, "\u2715")),
    el("p", { class: "summary data" }, behaviour.summary),
    el("p", { class: "believed" }, expected(behaviour.provenance), "."),
    sourceList(behaviour.source),
    el("dl", { class: "where" },
      el("div", {}, el("dt", {}, "facts"), el("dd", {}, behaviour.facts.split(",").map((f, i) => [i ? ", " : "", el("code", {}, f)]))),
      behaviour.relied === "-" ? null
        : el("div", {}, el("dt", {}, "relied on by"), el("dd", {}, projectsOf(behaviour).map(projectName).join(", "))),
      el("div", {}, el("dt", {}, "source"), el("dd", {}, el("code", {}, `tests/${behaviour.file}:${behaviour.line}`))),
      el("div", {}, el("dt", {}, "unit"), el("dd", {}, el("code", {}, behaviour.unit)))),
  ];
}

function outcomeList(cell) {
  return cell.outcomes.map(([key, n], i) => [i ? ", " : "", el("span", { class: "outcome " + key }, outcomeMark(key)),
    cell.outcomes.length > 1 ? ` ${n} of ${cell.repeats}` : ""]);
}

function remarks(cell) {
  const items = [
    ...cell.details.map((text) => ["detail", text]),
    ...cell.notes.map((text) => ["note", text]),
    ...cell.late.map((text) => ["arrived late", text])];
  return items.map(([kind, text]) => el("small", {}, el("span", { class: "kind" }, kind), " ", el("span", { class: "data" }, text)));
}

function pageOutcomes(report, behaviour, chosen) {
  const rows = runsOf(report, behaviour).map((i) => {
    const run = report.runs[i];
    const cell = behaviour.cells[i];
    const outcome = cell ? (cell.repeats ? outcomeList(cell) : el("span", { class: "outcome not-run" }, outcomeMark("not-run")))
      : el("span", { class: "outcome absent" }, outcomeMark("absent"));
    return el("tr", { class: i === chosen ? "chosen" : null },
      el("th", { scope: "row" }, el("span", { class: "data" }, runName(run)), el("small", { class: "data" }, run.head.build),
        run.complete ? null : el("span", { class: "tag unfinished" }, "incomplete")),
      el("td", {}, outcome, cell ? remarks(cell) : null),
      el("td", { class: "n" }, cell && cell.repeats ? [`${cell.milliseconds.toLocaleString("en")} ms`,
        cell.repeats > 1 ? el("small", {}, `longest of ${cell.repeats}`) : null] : "-"));
  });
  return [heading("Outcome"), el("table", {},
    el("thead", {}, el("tr", {}, ["run", "outcome"].map((h) => el("th", { scope: "col" }, h)), el("th", { scope: "col", class: "n" }, "took"))),
    el("tbody", {}, rows))];
}

function pageDifferences(report, behaviour) {
  if (!behaviour.differs.length) return [];
  return [heading("Differences"), el("ul", { class: "reasons" }, behaviour.differs.map((d) => el("li", {},
    el("p", {}, el("strong", { class: "data" }, d.label), ": ", el("code", { class: "value differs" }, d.seen),
      ` on `, el("span", { class: "data" }, runName(report.runs[d.run])), frequency(d)),
    el("p", {}, reason(d)),
    el("p", { class: "muted" }, "fingerprint ", el("code", {}, d.fingerprint),
      d.known && d.known.fact !== "-" ? [", breaks ", el("code", {}, d.known.fact)] : null))))];
}

/* The values of one observation over all runs: value -> which runs saw it, and how often. */
function seenValues(report, behaviour, index) {
  const found = new Map();
  const label = behaviour.observations[index].label;
  report.runs.forEach((run, i) => {
    const cell = behaviour.cells[i];
    if (!cell || !cell.repeats) return;
    const mine = cell.seen.filter(([observation]) => observation === index);
    if (!mine.length && cell.seen.some(([other]) => behaviour.observations[other].label === label)) return;
    for (const [, value, times, ok] of mine.length ? mine : [[index, null, cell.repeats, true]]) {
      const key = JSON.stringify([value, ok]);
      if (!found.has(key)) found.set(key, { value, ok, runs: [] });
      found.get(key).runs.push({ index: i, times, tries: cell.repeats });
    }
  });
  return [...found.values()];
}

function seenBlock(report, { value, ok, runs }, chosen, ran) {
  const everywhere = runs.length === ran && ran > 1 && runs.every((r) => r.times === r.tries);
  const few = (r) => (r.times < r.tries ? ` ${r.times} of ${r.tries}` : "");
  return el("div", { class: "seen" },
    value === null ? el("span", { class: "muted" }, "(absent)") : [
      el("code", { class: "value " + (ok ? "ok" : "differs") }, value), " ",
      el("span", { class: "verdict " + (ok ? "ok" : "differs") }, ok ? "ok" : "differs")],
    el("span", { class: "chips" }, everywhere ? "in every run that ran it" : runs.map((r) => [report.runs.length > 1 ? runLabel(report, r.index, chosen) : null, few(r)])));
}

function pageObservations(report, behaviour, chosen) {
  const ran = behaviour.cells.filter((cell) => cell && cell.repeats).length;
  const rows = behaviour.observations.map((o, i) => el("tr", {},
    el("th", { scope: "row" }, el("span", { class: "data" }, o.label), el("small", { class: "data" }, `${o.kind}, line ${o.line}`)),
    el("td", {}, values(o.allowed), el("small", {}, basis(o.provenance))),
    el("td", {}, seenValues(report, behaviour, i).map((s) => seenBlock(report, s, chosen, ran)))));
  return [heading("Observations"), rows.length === 0 ? el("p", { class: "muted" }, "Nothing was observed.")
    : el("table", { class: "observations" },
      el("thead", {}, el("tr", {}, ["observation", "expected of Windows", "seen"].map((h) => el("th", { scope: "col" }, h)))),
      el("tbody", {}, rows))];
}

function pageAlone(report, behaviour) {
  const steered = report.runs.some((run, i) => isOfSchedules(run) && behaviour.cells[i]);
  const words = `run ${steered ? "--schedules " : ""}--only ${shellWord(plain(behaviour.id))}`;
  const commands = [["with the runner", `twinpipe ${words}`],
    ["under Wine", `wine twinpipe_test.exe ${words}`], ["on Windows", `twinpipe_test.exe ${words}`]];
  return [heading("Run it alone"), el("dl", { class: "alone" }, commands.map(([where, command]) =>
    el("div", {}, el("dt", {}, where), el("dd", {}, el("code", { class: "command" }, command)))))];
}

function drawPage(report, behaviour, chosen) {
  document.getElementById("page-body").replaceChildren(...[
    pageHead(report, behaviour), pageOutcomes(report, behaviour, chosen), pageDifferences(report, behaviour),
    pageObservations(report, behaviour, chosen), pageAlone(report, behaviour)].flat(Infinity));
}
