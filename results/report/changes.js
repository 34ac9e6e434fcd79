"use strict";

/* What changed from one platform to the next: for each architecture the suite, and for each the schedules. The words mean what
   results/versions counts. */

const CHANGES = ["fixed", "broken", "changed"];

/* Runs that can be held against each other, in the order given; one alone changes nothing. */
function successions(report) {
  const groups = new Map();
  report.runs.forEach((run, index) => {
    const key = `${run.head.architecture} ${isOfSchedules(run) ? "schedules" : "behaviours"}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(index);
  });
  return [...groups].filter(([, runs]) => runs.length > 1);
}

function wrongValues(behaviour, cell) {
  return cell.seen.filter(([, , , ok]) => !ok).map(([index, value]) => JSON.stringify([behaviour.observations[index].label, value])).sort().join();
}

/* Null where one of the two says nothing of the behaviour, or nothing changed. */
function changeOf(behaviour, before, now) {
  const cells = [before, now].map((index) => behaviour.cells[index]);
  if (!cells.every((cell) => cell && cell.repeats)) return null;
  const [old, fresh] = cells;
  if (old.outcome === "conforms" || fresh.outcome === "conforms")
    return old.outcome === fresh.outcome ? null : fresh.outcome === "conforms" ? "fixed" : "broken";
  return old.outcome !== fresh.outcome || wrongValues(behaviour, old) !== wrongValues(behaviour, fresh) ? "changed" : null;
}

function changeCell(behaviours, now, tone) {
  if (!behaviours.length) return el("td", { class: "none" }, "0");
  return el("td", { class: tone }, el("details", {}, el("summary", {}, behaviours.length),
    el("ul", {}, behaviours.map((b) => el("li", {}, el("a", { class: "id", href: fragment(b.id, now) }, b.id))))));
}

function changeRow(report, runs, place) {
  const [run, before] = [report.runs[runs[place]], runs[place - 1]];
  const { conforms = 0, differs = 0 } = run.counts;
  const found = CHANGES.map((change) => report.behaviours.filter((b) => place > 0 && changeOf(b, before, runs[place]) === change));
  return el("tr", {}, el("th", { scope: "row", class: "data" }, runName(run)),
    [conforms, differs, run.declared - conforms - differs].map((n) => el("td", { class: "n" }, n)),
    found.map((behaviours, i) => (place ? changeCell(behaviours, runs[place], ["conforms", "crash", "differs"][i]) : el("td"))));
}

function drawChanges(report) {
  const groups = successions(report);
  document.getElementById("changes-section").hidden = !groups.length;
  document.getElementById("changes").replaceChildren(
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "run"),
      ["conform", "differ", "else"].map((h) => el("th", { scope: "col", class: "n" }, h)), CHANGES.map((h) => el("th", { scope: "col" }, h)))),
    ...groups.map(([name, runs]) => el("tbody", {},
      el("tr", { class: "group" }, el("th", { scope: "rowgroup", colspan: 4 + CHANGES.length, class: "data" }, name)),
      runs.map((_, place) => changeRow(report, runs, place)))));
}
