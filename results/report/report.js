"use strict";

/* Start, filter, keyboard and fragment. */

/* A run is called after its platform; runs of one platform need more to be told apart. */
function nameRuns(runs) {
  const kind = (r) => (isOfSchedules(r) ? " schedules" : "");
  const names = [(r) => r.head.platform, (r) => r.head.platform + kind(r), (r) => `${r.head.platform} ${r.head.architecture}`,
    (r) => `${r.head.platform} ${r.head.architecture}${kind(r)}`, (r) => `${r.head.platform} (${r.file})`];
  for (const run of runs) {
    const choice = names.find((name) => runs.filter((other) => name(other) === name(run)).length === 1);
    run.name = choice ? choice(run) : `${run.head.platform} (${run.file}, run ${runs.indexOf(run) + 1})`;
  }
}

/* A platform's suite and its schedules, by one binary, have no behaviour in common and are one column: the indices of
   its runs, that of the suite first. */
function columnsOf(runs) {
  const who = (run) => JSON.stringify([run.head.platform, run.head.build, run.head["binary-sha256"]]);
  const alone = (run) => runs.filter((other) => who(other) === who(run) && isOfSchedules(other) === isOfSchedules(run)).length === 1;
  const partner = (run) => (alone(run) ? runs.findIndex((other) => who(other) === who(run) && isOfSchedules(other) !== isOfSchedules(run) && alone(other)) : -1);
  return runs.flatMap((run, index) => {
    const other = partner(run);
    if (other < 0) return [[index]];
    return isOfSchedules(run) ? [] : [[index, other]];
  });
}

/* Also where every value is allowed, runs may have seen different ones. */
function runsDisagree(behaviour) {
  const ran = behaviour.cells.filter((cell) => cell && cell.repeats > 0);
  const seen = (cell) => cell.seen.map(([index, value]) => JSON.stringify([behaviour.observations[index].label, value])).sort().join();
  return new Set(ran.map(seen)).size > 1;
}

/* The differences come as one list; every behaviour and run gets its own share of it, once. */
function prepare(report) {
  expectedWords = report.expected;
  const byId = new Map(report.behaviours.map((b) => [b.id, b]));
  for (const b of report.behaviours) b.differs = [];
  for (const run of report.runs) Object.assign(run, { counts: {}, declared: 0, known: 0, fresh: 0 });
  for (const d of report.differences) {
    d.judged = report.runs[d.run].knownList !== null;
    if (byId.has(d.id)) byId.get(d.id).differs.push(d);
    if (d.known) report.runs[d.run].known++;
    else if (d.judged) report.runs[d.run].fresh++;
  }
  for (const b of report.behaviours)
    report.runs.forEach((run, i) => {
      const cell = b.cells[i];
      const key = cell ? cell.outcome : "absent";
      run.counts[key] = (run.counts[key] || 0) + 1;
      if (!cell) return;
      run.declared++;
      if (cell.late.length) run.counts.late = (run.counts.late || 0) + 1;
      cell.worst = cell.repeats ? cell.outcomes[0][1] : 0;
    });
  for (const b of report.behaviours) b.differing = b.differs.length > 0 || runsDisagree(b);
  nameRuns(report.runs);
  report.columns = columnsOf(report.runs);
  report.byId = byId;
  return report;
}

function fillSelect(select, first, options) {
  select.replaceChildren(el("option", { value: "" }, first), ...options.map(([value, word]) => el("option", { value }, word)));
}

function setUpFilter(report, matrix) {
  const text = document.getElementById("filter-text");
  const area = document.getElementById("filter-area");
  const outcome = document.getElementById("filter-outcome");
  const project = document.getElementById("filter-project");
  const differing = document.getElementById("filter-differing");
  const form = document.getElementById("filter");
  const present = new Set(matrix.rows.flatMap((row) => [...row.outcomes]));
  fillSelect(area, "all areas", matrix.areas.map((a) => [a.area, `${a.area} (${a.rows.length})`]));
  fillSelect(outcome, "any outcome", OUTCOMES.filter((o) => present.has(o.key)).map((o) => [o.key, o.word]));

  const projects = [...new Set(matrix.rows.flatMap((row) => [...row.projects]))].sort();
  fillSelect(project, "anybody", projects.map((p) => [p, `${projectName(p)} (${matrix.rows.filter((row) => row.projects.has(p)).length})`]));
  project.closest("label").hidden = !projects.length;

  function apply() {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const group of matrix.areas) {
      let any = false;
      for (const row of group.rows) {
        row.visible = (!area.value || row.area === area.value) && (!outcome.value || row.outcomes.has(outcome.value))
          && (!project.value || row.projects.has(project.value)) && (!differing.checked || row.behaviour.differing) && words.every((word) => row.text.includes(word));
        row.element.hidden = !row.visible;
        any = any || row.visible;
        shown += row.visible ? 1 : 0;
      }
      group.element.hidden = !any;
    }
    const all = matrix.rows.length;
    document.getElementById("shown").textContent = shown === all ? count(all, "behaviour") : `${shown} of ${count(all, "behaviour")}`;
    document.getElementById("nothing").hidden = shown > 0;
    matrix.table.hidden = shown === 0;
    matrix.cursor.settle();
  }
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
  return { text, apply };
}

/* One stop of the tab order lies in the matrix; the arrow keys move it. */
function makeCursor(report, matrix) {
  let row = matrix.rows[0] || null;
  let column = 0;
  const visible = () => matrix.rows.filter((r) => r.visible);
  const place = (nextRow, nextColumn) => {
    if (row) row.stops[column].tabIndex = -1;
    row = nextRow;
    column = nextColumn;
    if (row) row.stops[column].tabIndex = 0;
  };
  const cursor = {
    row: () => row,
    focus() {
      if (row && row.visible) row.stops[column].focus();
    },
    settle() {
      if (!row || !row.visible) place(visible()[0] || row, column);
      else place(row, column);
    },
    step(rows, columns) {
      const list = visible();
      if (!list.length) return;
      const to = Math.min(Math.max(list.indexOf(row) + rows, 0), list.length - 1);
      place(list[to], Math.min(Math.max(column + columns, 0), row.stops.length - 1));
      cursor.focus();
    },
    go(behaviour, run) {
      const found = matrix.rows.find((r) => r.behaviour === behaviour);
      if (found) place(found, run === undefined ? column : report.columns.findIndex((runs) => runs.includes(run)) + 1);
    },
  };
  matrix.table.addEventListener("focusin", (event) => {
    const found = matrix.rows.find((r) => r.element.contains(event.target));
    if (found) place(found, Math.max(found.stops.indexOf(event.target.closest("a")), 0));
  });
  return cursor;
}

function setUpPage(report, matrix) {
  const dialog = document.getElementById("page");
  let shown = null;

  function wanted() {
    const [id, run] = location.hash.slice(1).split("@");
    try {
      const behaviour = report.byId.get(decodeURIComponent(id));
      const index = Number(run) - 1;
      return behaviour && { behaviour, run: report.runs[index] ? index : undefined };
    } catch {
      return null;
    }
  }
  function follow() {
    const target = wanted();
    if (!target) {
      if (dialog.open) dialog.close();
      return;
    }
    shown = target;
    drawPage(report, target.behaviour, target.run);
    matrix.cursor.go(target.behaviour, target.run);
    dialog.querySelector(".close").addEventListener("click", () => dialog.close());
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    document.getElementById("page-title").focus({ preventScroll: true });
  }
  dialog.addEventListener("close", () => {
    /* Not location.hash = "", which would jump to the top of the document. */
    if (wanted()) history.pushState(null, "", location.href.split("#")[0]);
    /* The browser has put the focus where it was before, which the keys may have left since. */
    matrix.cursor.go(shown.behaviour, shown.run);
    matrix.cursor.focus();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  window.addEventListener("hashchange", follow);
  follow();
  return {
    isOpen: () => dialog.open,
    step(rows) {
      const list = matrix.rows.filter((r) => r.visible || r.behaviour === shown.behaviour);
      const next = list[list.findIndex((r) => r.behaviour === shown.behaviour) + rows];
      if (next) location.replace(fragment(next.behaviour.id, shown.run));
    },
  };
}

function setUpKeys(matrix, filter, page) {
  const moves = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], j: [1, 0], k: [-1, 0],
    h: [0, -1], l: [0, 1], PageDown: [20, 0], PageUp: [-20, 0], Home: [-Infinity, 0], End: [Infinity, 0] };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const inField = event.target.closest("input, select, textarea");
    const letter = event.key.length === 1;
    if (page.isOpen()) {
      if (event.key === "j" || event.key === "k") page.step(event.key === "j" ? 1 : -1);
      return;
    }
    if (inField && !(event.target === filter.text && event.key === "ArrowDown")) return;
    if (event.key === "/") {
      event.preventDefault();
      filter.text.focus();
      filter.text.select();
      return;
    }
    const inMatrix = matrix.table.contains(event.target);
    if (!moves[event.key] || !(inMatrix || letter || inField)) return;
    event.preventDefault();
    if (inMatrix) matrix.cursor.step(...moves[event.key]);
    else matrix.cursor.focus();
  });
}

/* The table's head sticks below the filter, whose height depends on the width of the window. */
function watchFilterHeight() {
  const form = document.getElementById("filter");
  new ResizeObserver(() => document.documentElement.style.setProperty("--filter", form.offsetHeight + "px")).observe(form);
}

function start() {
  const report = prepare(JSON.parse(document.getElementById("data").textContent));
  drawSummary(report);
  const matrix = drawMatrix(report);
  matrix.cursor = makeCursor(report, matrix);
  const filter = setUpFilter(report, matrix);
  watchFilterHeight();
  setUpKeys(matrix, filter, setUpPage(report, matrix));
}

start();
