"use strict";

/* What the report says, and how it says it. Everything from a run file passes through plain() and becomes a text
   node: no string of a run ever reaches the HTML parser. */

const OUTCOMES = [
  { key: "conforms", word: "conforms", mark: "\u2713" },
  { key: "differs", word: "differs", mark: "\u2260" },
  { key: "not-supported", word: "not supported", mark: "\u2205" },
  { key: "broken-setup", word: "broken set-up", mark: "!" },
  { key: "hang", word: "hang", mark: "\u221e" },
  { key: "crash", word: "crash", mark: "\u2715" },
  { key: "unfinished", word: "unfinished", mark: "\u2026" },
  { key: "not-run", word: "not run", mark: "\u00b7" },
  { key: "absent", word: "not in this run", mark: "\u00b7" },
];

const SOURCE_KINDS = {
  winetest: "Wine's tests",
  doc: "documentation",
  thread: "thread",
  report: "report",
  windows: "Windows run",
  reactos: "ReactOS",
};

const PROJECTS = {
  qt5: "Qt 5", qt6: "Qt 6", libuv: "libuv", dotnet: ".NET", mio: "mio", tokio: "tokio", mojo: "Chromium's mojo", asio: "Boost.Asio",
};

function projectsOf(behaviour) {
  return behaviour.relied === "-" ? [] : behaviour.relied.split(",");
}

function projectName(id) {
  return PROJECTS[id] || id;
}

function isOfSchedules(run) {
  return run.head.options.split(" ").includes("--schedules");
}

/* Of the runs of one column the one that has the behaviour, or else the first. */
function runOf(column, behaviour) {
  const index = column.find((i) => behaviour.cells[i]);
  return index === undefined ? column[0] : index;
}

function runsOf(report, behaviour) {
  return report.columns.map((column) => runOf(column, behaviour));
}

function outcomeOf(key) {
  return OUTCOMES.find((o) => o.key === key) || { key: "unfinished", word: key, mark: "?" };
}

/* "expected of Windows as ...", in the words of every command: they come with the data. */
let expectedWords = {};

function expected(provenance) {
  return expectedWords[provenance];
}

/* The same under a heading that says "expected of Windows". */
function basis(provenance) {
  return expected(provenance).replace(/^expected of Windows /, "");
}

/* Control characters, marks that reorder text and invisible ones are shown as the escapes that name them:
   a value must not be able to disguise itself or its neighbours. */
function plain(text) {
  const short = { "\n": "\\n", "\t": "\\t", "\r": "\\r" };
  return String(text).replace(
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (c) => short[c] || "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

/* An element with its attributes and children; a string among the children becomes text. */
function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {}))
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  for (const child of children.flat(Infinity))
    if (child !== null && child !== undefined && child !== false)
      element.append(child instanceof Node ? child : plain(child));
  return element;
}

function webAddress(text) {
  if (!/^https?:\/\/[^\s"'<>\\]+$/i.test(text)) return null;
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

function link(address, text) {
  const href = webAddress(address);
  if (!href) return el("span", { class: "data" }, text);
  return el("a", { href, class: "data", rel: "noreferrer noopener", target: "_blank" }, text);
}

/* "dlls/x/tests/y.c:function:10-20 (wine 8.0=10.0)": the lines, if there are any, are those of the first version named. */
function winetestAddress(text) {
  const parts = /^((?:\w[\w.-]*\/)*\w[\w.-]*\.[ch]):\w+(?::(\d+(?:-\d+)?))? \(wine (\d+\.\d+)[^)]*\)/.exec(text);
  return parts && `https://gitlab.winehq.org/wine/wine/-/blob/wine-${parts[3]}/${parts[1]}${parts[2] ? "#L" + parts[2] : ""}`;
}

function sourceItem(source) {
  const [, kind, rest] = /^(?:([a-z]+):)?(.*)$/s.exec(source);
  if (!kind || !Object.hasOwn(SOURCE_KINDS, kind)) return el("li", {}, el("span", { class: "data" }, source));
  const address = kind === "winetest" ? winetestAddress(rest) : rest;
  return el("li", {}, el("span", { class: "kind" }, SOURCE_KINDS[kind]), " ", link(address || "", rest));
}

function sourceList(sources) {
  if (sources === "-") return el("p", { class: "muted" }, "No source is named.");
  return el("ul", { class: "sources" }, sources.split("; ").map(sourceItem));
}

function count(n, one, many) {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many || one + "s"}`;
}

function areaOf(id) {
  const slash = id.indexOf("/");
  return slash > 0 ? id.slice(0, slash) : "(no area)";
}

/* The fragment that opens a behaviour's page, and the run whose cell was opened (counted from 1). */
function fragment(id, run) {
  return "#" + encodeURIComponent(id).replace(/%2F/g, "/") + (run === undefined ? "" : "@" + (run + 1));
}

/* Only a plain id is safe to paste into a shell as it is. */
function shellWord(id) {
  return /^[A-Za-z0-9][A-Za-z0-9_./-]*$/.test(id) ? id : "'" + id.replace(/'/g, "'\\''") + "'";
}
