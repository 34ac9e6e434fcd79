"use strict";

/* The first page: the headline, what to be careful about, the runs, and every difference with its reason. */

const FIRST_DIFFERENCES = 10;

function runName(run) {
  return run.name;
}

function outcomeMark(key) {
  const { word, mark } = outcomeOf(key);
  return [el("span", { class: "mark", "aria-hidden": "true" }, mark), " ", el("span", { class: "word" }, word)];
}

/* Where the fixture broke or the run ended first, nothing is known of the behaviour: that is no claim about the platform. */
function isUnknown(d) {
  return d.label === "(outcome)" && (d.seen === "broken-setup" || d.seen === "unfinished");
}

function leadText(report) {
  const all = report.behaviours.length;
  const differing = report.behaviours.filter((b) => b.differs.some((d) => !isUnknown(d))).length;
  const unknown = report.behaviours.filter((b) => b.differs.length && b.differs.every(isUnknown)).length;
  const where = report.runs.length > 1 ? " in one run or more" : "";
  if (all === 0) return "No behaviour is in this report.";
  return `${differing === 0 ? "None" : differing.toLocaleString("en")} of ${count(all, "behaviour")} `
    + `${differing === 1 || differing === 0 ? "differs" : "differ"} from what is expected of Windows${where}.`
    + (unknown ? ` Of ${count(unknown, "other", "others")} nothing is known${where}, for the set-up broke or the run ended before.` : "");
}

function drawTitle(report) {
  const platforms = [...new Set(report.runs.map((run) => run.head.platform))];
  const what = platforms.length === 1 ? platforms[0] : count(platforms.length, "platform");
  document.getElementById("title").textContent = plain(`${what} beside what Windows does`);
  document.title = plain(`twinpipe: ${platforms.join(", ")}`);
  document.getElementById("lead").textContent = leadText(report);
}

function drawHeadline(report) {
  const without = report.behaviours.filter((b) => !b.differs.length).length;
  const judged = report.differences.filter((d) => d.judged).length;
  const known = report.differences.filter((d) => d.known).length;
  const numbers = [
    ["behaviours", report.behaviours.length, ""],
    ["without a difference", without, "good"],
    ["differences", report.differences.length, ""],
  ];
  // The same one in several runs has one fingerprint.
  const distinct = new Set(report.differences.map((d) => d.fingerprint)).size;
  if (distinct < report.differences.length) numbers.push(["distinct ones", distinct, ""]);
  if (judged) numbers.push(["known", known, ""], ["new", judged - known, judged > known ? "bad" : ""]);
  if (judged < report.differences.length) numbers.push(["not compared with a list", report.differences.length - judged, ""]);
  document.getElementById("headline").replaceChildren(...numbers.map(([word, n, tone]) =>
    el("div", { class: tone }, el("dt", {}, word), el("dd", {}, n.toLocaleString("en")))));
}

function drawNotices(report) {
  const notices = [];
  for (const run of report.runs.filter((r) => !r.complete))
    notices.push([el("strong", {}, "Incomplete: "), el("span", { class: "data" }, runName(run)),
      " has no end line. It was cut short or is still being written; what it holds is shown."]);
  // Two architectures are two binaries by design.
  const architectures = new Map();
  for (const run of report.runs) {
    const { architecture, "binary-sha256": sha } = run.head;
    if (!architectures.has(architecture)) architectures.set(architecture, new Map());
    const binaries = architectures.get(architecture);
    binaries.set(sha, [...(binaries.get(sha) || []), run]);
  }
  const several = [...architectures.values()].filter((binaries) => binaries.size > 1).flatMap((binaries) => [...binaries]);
  if (several.length) {
    const list = several.map(([sha, runs]) => el("li", {}, el("code", { title: sha }, sha.slice(0, 12)), " ",
      el("span", { class: "data" }, runs.map(nameWithArchitecture).join(", "))));
    notices.push([el("strong", {}, "Different binaries: "),
      "these runs of one architecture are not of one binary, so a difference between them can come from the binary. By SHA-256:", el("ul", {}, list)]);
  }
  document.getElementById("notices").replaceChildren(...notices.map((n) => el("div", { class: "notice", role: "note" }, n)));
}

// Names say it themselves where they would be alike without.
function nameWithArchitecture(run) {
  const name = runName(run), { architecture } = run.head;
  return name.split(" ").includes(architecture) ? name : `${name} (${architecture})`;
}

function bar(run) {
  const total = run.declared || 1;
  const parts = OUTCOMES.filter((o) => o.key !== "absent" && run.counts[o.key]).map((o) => {
    const part = el("span", { class: "part " + o.key });
    part.style.flexGrow = String(run.counts[o.key] / total);
    return part;
  });
  return el("div", { class: "bar", "aria-hidden": "true" }, parts);
}

function runRow(run, columns, judged) {
  const { head } = run;
  const facts = [head.architecture, head.date, head.kernel, head.isolation, `${head.cpus} CPU`,
    head.options === "-" ? null : `options ${head.options}`].filter(Boolean).join(" \u00b7 ");
  return el("tr", {},
    el("th", { scope: "row" }, el("span", { class: "data" }, runName(run)),
      run.complete ? null : [" ", el("span", { class: "tag unfinished" }, "incomplete")],
      el("small", {}, el("span", { class: "data" }, head.build), `, ${run.measured}`),
      el("small", { class: "data" }, facts),
      el("small", {}, "binary ", el("code", { title: head["binary-sha256"] }, head["binary-sha256"].slice(0, 12)))),
    el("td", { class: "n" }, run.declared),
    columns.map((o) => el("td", { class: "n " + (run.counts[o.key] ? o.key : "none") }, run.counts[o.key] || 0)),
    judged ? [el("td", { class: "n" }, run.knownList ? run.known : "-"),
      el("td", { class: "n" + (run.fresh ? " bad" : "") }, run.knownList ? run.fresh : "-")] : null,
    el("td", { class: "barcell" }, bar(run)));
}

function drawRuns(report) {
  const columns = OUTCOMES.filter((o, i) => i < 2 || report.runs.some((run) => run.counts[o.key] && o.key !== "absent"));
  if (report.runs.some((run) => run.counts.late)) columns.push({ key: "late", word: "with a late arrival" });
  const judged = report.runs.some((run) => run.knownList);
  const heads = ["behaviours", ...columns.map((o) => o.word), ...(judged ? ["known", "new"] : [])];
  document.getElementById("runs").replaceChildren(
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "run"),
      heads.map((h) => el("th", { scope: "col", class: "n" }, h)),
      el("th", { scope: "col", class: "barcell" }, el("span", { class: "hidden" }, "share of each outcome")))),
    el("tbody", {}, report.runs.map((run) => runRow(run, columns, judged))));
}

/* "known", "new", or neither where nobody gave a list. */
function knownTag(difference) {
  if (difference.known) {
    const { sometimes, rate } = difference.known;
    return el("span", { class: "tag known" }, sometimes ? `known, sometimes: ${rate}` : "known");
  }
  return difference.judged ? el("span", { class: "tag new" }, "new") : el("span", { class: "tag" }, "not compared");
}

function reason(difference) {
  if (!difference.known)
    return [knownTag(difference), " ", el("span", { class: "muted" }, difference.judged
      ? "This difference is not in the list of known ones." : "No list of known differences was given for this run.")];
  const { reason: why, bug } = difference.known;
  return [knownTag(difference), " ", el("span", { class: "data" }, why),
    bug === "-" ? null : [" ", el("span", { class: "bug" }, link(bug, bug))]];
}

/* New before known; then deaths, values, late arrivals, and last what says nothing about the platform. */
function rank(d) {
  const weight = d.label === "(late)" ? 2 : d.label !== "(outcome)" ? 1 : d.seen === "crash" || d.seen === "hang" ? 0 : isUnknown(d) ? 4 : 3;
  return (d.known ? 20 : d.judged ? 0 : 10) + weight;
}

/* One difference seen in several runs, for one and the same reason, is one row. */
function groupDifferences(report) {
  const groups = new Map();
  for (const d of report.differences) {
    const key = JSON.stringify([d.id, d.label, d.allowed, d.seen, d.known, d.judged]);
    if (!groups.has(key)) groups.set(key, { first: d, runs: [] });
    groups.get(key).runs.push(d);
  }
  return [...groups.values()].sort((a, b) => rank(a.first) - rank(b.first));
}

function frequency(d) {
  return d.times < d.tries ? ` ${d.times} of ${d.tries}` : "";
}

function runChips(report, differences) {
  return el("span", { class: "chips" }, differences.map((d) =>
    el("a", { class: "chip", href: fragment(d.id, d.run) }, runName(report.runs[d.run]) + frequency(d))));
}

function differenceRow(report, { first, runs }, index) {
  const several = report.runs.length > 1;
  return el("tr", { class: index >= FIRST_DIFFERENCES ? "later" : null },
    el("td", {}, el("a", { class: "id", href: fragment(first.id, several ? undefined : first.run) }, first.id),
      el("small", { class: "data" }, first.label)),
    el("td", {}, values(first.allowed), el("small", {}, first.label.startsWith("(") ? null : basis(first.provenance))),
    el("td", {}, el("code", { class: "value differs" }, first.seen),
      several ? runChips(report, runs) : el("small", {}, frequency(first))),
    el("td", {}, reason(first)));
}

function values(allowed) {
  const list = allowed.split(" | ");
  return el("span", { class: "values" }, list.map((value, i) => [i ? " or " : "", el("code", { class: "value" }, value)]));
}

function drawDifferences(report) {
  const groups = groupDifferences(report);
  const table = document.getElementById("differences");
  const more = document.getElementById("differences-more");
  const lead = document.getElementById("differences-lead");
  table.hidden = groups.length === 0;
  lead.textContent = groups.length === 0 ? "There is none: every value seen is one that Windows is expected to give."
    : "Every expectation says how it is known.";
  table.replaceChildren(
    el("thead", {}, el("tr", {}, ["behaviour", "expected of Windows", "seen", "reason"].map((h) => el("th", { scope: "col" }, h)))),
    el("tbody", {}, groups.map((group, i) => differenceRow(report, group, i))));
  more.hidden = groups.length <= FIRST_DIFFERENCES;
  more.textContent = `Show all ${groups.length}`;
  more.addEventListener("click", () => {
    table.classList.add("all");
    more.hidden = true;
    table.querySelector("tr.later a").focus();
  });
}

/* An "always" that did not happen is news as well: the platform was mended, or the list is wrong. */
function drawVanished(report) {
  const box = document.getElementById("vanished");
  if (!report.vanished.length) return;
  box.replaceChildren(el("h3", {}, "Listed as known, and did not happen"),
    el("ul", {}, report.vanished.map((d) => el("li", {},
      el("a", { class: "id", href: fragment(d.id, d.run) }, d.id), " ", el("span", { class: "data" }, d.label), ": ",
      el("code", { class: "value" }, d.seen), " in ", el("span", { class: "data" }, runName(report.runs[d.run])), ". ",
      el("span", { class: "data muted" }, d.reason)))));
}

function drawSummary(report) {
  drawTitle(report);
  drawNotices(report);
  drawHeadline(report);
  drawRuns(report);
  drawChanges(report);
  drawDifferences(report);
  drawVanished(report);
}
