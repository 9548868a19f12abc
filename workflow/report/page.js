// What the page can do beyond being read: numbers lead home, tables sort and search, figures and tables download.
// Nothing here asks the network for anything; without JavaScript the page reads as it stands.
"use strict";

const embedded = (id) => JSON.parse(document.getElementById(id).textContent);
const lineage = embedded("lineage");

const element = (tag, attributes = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
};

// ---- where a number comes from ----

const dialog = document.getElementById("home");
const fileOf = (table) => `results/${table}.csv`;

function ranges(text) {
  return text.split("+").filter(Boolean).flatMap((part) => {
    const [first, last] = part.split("-").map(Number);
    return Array.from({ length: (last || first) - first + 1 }, (_, step) => first + step);
  });
}

function describeFile(path) {
  const list = element("dl");
  const add = (term, value) => value && list.append(element("dt", { textContent: term }), element("dd", {}, value));
  const made = lineage.made[path];
  if (made) {
    add("Rule", element("code", { textContent: made.rule }));
    add("Script", element("code", { textContent: `${made.script} at ${lineage.commit}` }));
    if (made.functions.length) add("Functions", element("code", { textContent: made.functions.join(", ") }));
    if (lineage.sha256[path]) add("sha256", element("code", { textContent: lineage.sha256[path] }));
    if (made.inputs.length) add("Made from", links(made.inputs));
    if (made.raw.length) add("In the end from", links(made.raw));
  }
  const source = lineage.sources[path];
  if (source) {
    add("Citation", source.citation);
    add("Address", source.address);
    add("Licence", source.licence);
    add("Accessed", source.accessed);
    add("Vintage", source.vintage);
    add("sha256", element("code", { textContent: source.sha256 }));
  }
  return list;
}

function links(paths) {
  const list = element("ul");
  for (const path of paths) {
    const known = lineage.made[path] || lineage.sources[path];
    const name = element("code", { textContent: path });
    list.append(element("li", {}, known ? element("button", { className: "value", onclick: () => open(path, [describeFile(path)]) }, name) : name));
  }
  return list;
}

function open(title, parts) {
  dialog.replaceChildren(
    element("form", { method: "dialog" }, element("button", { textContent: "Close" })),
    element("h2", { textContent: title, id: "home-title" }),
    ...parts,
  );
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

// by input file: its lines behind the rows of a table, and their repairs
function linesBehind(table, rows) {
  const files = new Map();
  for (const row of rows) {
    for (const line of (lineage.lines[table] || {})[row] || []) {
      if (!files.has(line.file)) files.set(line.file, { lines: new Set(), repairs: new Set() });
      files.get(line.file).lines.add(line.line);
      for (const repair of line.repairs || []) files.get(line.file).repairs.add(repair);
    }
  }
  return files;
}

function openCells(shown, table, rows, column) {
  const path = fileOf(table);
  const about = element("dl");
  const add = (term, value) => about.append(element("dt", { textContent: term }), element("dd", {}, value));
  add("File", element("code", { textContent: path }));
  if (rows.length) add(rows.length > 1 ? "Rows" : "Row", rows.length > 20 ? `${rows.length} rows` : rows.join(", "));
  const columns = lineage.columns[table] || {};
  if (!column) add("What", "how many rows these are");
  else if (column in columns) add("Column", element("span", {}, element("code", { textContent: column }), `: ${columns[column]}`));
  else add("What", "written for the page from this row; the file has no such column");
  const lines = element("ul");
  for (const [where, found] of linesBehind(table, rows)) {
    const item = element("li", { textContent: `${where}, line${found.lines.size > 1 ? "s" : ""} ${[...found.lines].slice(0, 12).join(", ")}` });
    if (found.lines.size > 12) item.append(` and ${found.lines.size - 12} more`);
    for (const repair of found.repairs) item.append(element("div", { className: "repair", textContent: `Repair: ${repair}` }));
    lines.append(item);
  }
  if (lines.children.length) add("Input", lines);
  open(shown, [about, describeFile(path)]);
}

document.addEventListener("click", (event) => {
  const value = event.target.closest("a[data-home]");
  if (value) {
    event.preventDefault();
    const [folder, table, rows, column] = value.dataset.home.slice("value:".length).split("/");
    openCells(value.textContent, `${folder}/${table}`, ranges(rows), column);
    return;
  }
  const cell = event.target.closest("figure.table[data-source] td");
  if (cell) openCell(cell);
});

function openCell(cell) {
  const figure = cell.closest("figure");
  const head = figure.querySelectorAll("thead th")[cell.cellIndex];
  const row = cell.parentElement.dataset.row;
  openCells(cell.textContent, figure.dataset.source, row ? [Number(row)] : [], head.dataset.column);
}

const MOVES = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

// one stop of the Tab key for each table; arrows go from cell to cell
function moveTo(cell, [down, right]) {
  const rows = [...cell.closest("tbody").rows].filter((row) => !row.hidden);
  const next = (rows[rows.indexOf(cell.parentElement) + down] || { cells: [] }).cells[cell.cellIndex + right];
  if (!next) return;
  cell.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.matches("figure.table[data-source] td") && event.target;
  if (cell && event.key in MOVES) {
    event.preventDefault();
    moveTo(cell, MOVES[event.key]);
  } else if (cell && event.key === "Enter") {
    // else the same key would press the button that the dialog puts in focus
    event.preventDefault();
    openCell(cell);
  } else if (event.key === " " && event.target.matches("a[data-home]")) {
    // what is called a button answers to the space bar
    event.preventDefault();
    event.target.click();
  }
});

// ---- tables: sort by a column, search, download ----

const plain = (text) => text.replace(/,/g, "").replace("−", "-");
// what is less than a number comes before it
const numberIn = (text) => (text.startsWith("< ") ? Number(plain(text.slice(2))) * 0.999 : Number(plain(text)));

function sorter(figure, table, head, place) {
  const button = element("button", { type: "button", textContent: head.textContent, title: "Sort by this column" });
  head.replaceChildren(button);
  const isNumber = head.classList.contains("number");
  const asMade = [...table.tBodies[0].rows];
  button.onclick = () => {
    const sorted = head.getAttribute("aria-sort");
    const falls = sorted === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    if (sorted === "descending") {
      table.tBodies[0].append(...asMade);
      return;
    }
    head.setAttribute("aria-sort", falls ? "descending" : "ascending");
    const key = (row) => row.cells[place].textContent;
    const compare = (a, b) => {
      const [one, two] = [key(a), key(b)];
      // what is missing stays last
      if (one === "–" || two === "–") return (one === "–") - (two === "–");
      return (isNumber ? numberIn(one) - numberIn(two) : one.localeCompare(two, "en", { numeric: true })) * (falls ? -1 : 1);
    };
    table.tBodies[0].append(...[...table.tBodies[0].rows].sort(compare));
  };
}

function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

const csvCell = (text) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
const csv = (rows) => rows.map((row) => row.map((cell) => csvCell(String(cell ?? ""))).join(",")).join("\n") + "\n";
const bar = (...children) => element("div", { className: "tools" }, ...children);
const tool = (label, action, name) => element("button", { type: "button", textContent: label, onclick: action, ariaLabel: name });

const named = (figure) => (figure.querySelector("figcaption strong") || figure.querySelector("figcaption")).textContent.replace(/\.$/, "");

for (const figure of document.querySelectorAll("figure.table")) {
  const table = figure.querySelector("table");
  const rows = [...table.tBodies[0].rows];
  const isNumber = [...table.tHead.rows[0].cells].map((head) => head.classList.contains("number"));
  [...table.tHead.rows[0].cells].forEach((head, place) => sorter(figure, table, head, place));
  if (figure.dataset.source) {
    for (const cell of table.querySelectorAll("tbody td")) cell.tabIndex = -1;
    if (rows.length) rows[0].cells[0].tabIndex = 0;
  }
  const shownRows = () => [...table.rows].filter((row) => !row.hidden);
  const cellText = (cell, place) => (cell.tagName === "TD" && isNumber[place] ? plain(cell.textContent).replace("–", "") : cell.textContent);
  const name = figure.id.slice(4) || figure.dataset.source.split("/")[1];
  const save = () => download(`${name}.csv`, "text/csv", csv(shownRows().map((row) => [...row.cells].map(cellText))));
  const tools = bar(tool("CSV", save, `Download ${named(figure)} as CSV`));
  if (rows.length > 8) {
    const search = element("input", { type: "search", placeholder: "Search the table", ariaLabel: `Search ${named(figure)}` });
    const found = element("span", { role: "status" });
    search.oninput = () => {
      const wanted = search.value.toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
      found.textContent = wanted ? `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows` : "";
    };
    tools.prepend(search);
    tools.append(found);
  }
  figure.querySelector("figcaption").after(tools);
}

// ---- figures: download, and where they come from ----

for (const figure of document.querySelectorAll("figure.figure")) {
  const name = figure.dataset.source.split("/")[1];
  const image = figure.querySelector("img");
  const svg = () => Uint8Array.from(atob(image.src.split(",")[1]), (letter) => letter.charCodeAt(0));
  const tools = bar(
    tool("SVG", () => download(`${name}.svg`, "image/svg+xml", svg()), `Download ${named(figure)} as SVG`),
    tool("PNG", () => {
      const canvas = element("canvas", { width: image.naturalWidth * 2, height: image.naturalHeight * 2 });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      element("a", { href: canvas.toDataURL("image/png"), download: `${name}.png` }).click();
    }, `Download ${named(figure)} as PNG`),
    tool("Source", () => {
      const path = `results/figures/${name}.svg`;
      open(path, [describeFile(path)]);
    }, `Where ${named(figure)} comes from`),
  );
  figure.querySelector("figcaption").before(tools);
}
