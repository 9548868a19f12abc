// What the page can do beyond being read: values lead home, tables sort, search and filter, the contents follow.
// Nothing here asks the network for anything; without JavaScript the page reads as it stands.
"use strict";

const embedded = (id) => JSON.parse(document.getElementById(id).textContent);
const lineage = embedded("lineage");

const element = (tag, attributes = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
};

// ---- light and dark ----

const root = document.documentElement;
const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const theme = element("button", { type: "button", className: "theme" });
function nameTheme() {
  theme.textContent = isDark() ? "Light" : "Dark";
  theme.ariaLabel = isDark() ? "Light page" : "Dark page";
}
theme.onclick = () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  try {
    localStorage.setItem("theme", root.dataset.theme);
  } catch {
    // a browser that keeps nothing shows the page all the same
  }
  nameTheme();
};
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
nameTheme();
document.querySelector(".bar").append(theme);

// ---- the contents follow the reader ----

const links = new Map([...document.querySelectorAll(".side a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
const headings = [...document.querySelectorAll("main h2[id], main h3[id]")].filter((heading) => links.has(heading.id));

function follow() {
  let current = headings[0];
  for (const heading of headings) if (heading.getBoundingClientRect().top < innerHeight * 0.3) current = heading;
  for (const link of links.values()) link.removeAttribute("aria-current");
  for (const item of document.querySelectorAll(".side li.open")) item.classList.remove("open");
  if (!current) return;
  const link = links.get(current.id);
  link.setAttribute("aria-current", "true");
  for (let item = link.closest("li"); item; item = item.parentElement.closest("li")) item.classList.add("open");
  const side = document.querySelector(".side");
  const [top, height] = [link.offsetTop - side.offsetTop, side.clientHeight];
  if (top < side.scrollTop || top > side.scrollTop + height - 60) side.scrollTop = top - height / 3;
}
let waiting = false;
function soon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    follow();
  });
}
addEventListener("scroll", soon, { passive: true });
addEventListener("resize", soon);
follow();
// what a link leads to is beside the menu, not below it
for (const link of document.querySelectorAll(".menu a")) link.addEventListener("click", () => (link.closest("details").open = false));

// ---- references and notes in passing ----

const tip = document.getElementById("tip");
let leaving = 0;

function showTip(link) {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  clearTimeout(leaving);
  const said = target.cloneNode(true);
  for (const back of said.querySelectorAll(".footnote-back")) back.remove();
  for (const part of [said, ...said.querySelectorAll("[id]")]) part.removeAttribute("id");
  tip.replaceChildren(...said.childNodes);
  tip.hidden = false;
  link.setAttribute("aria-describedby", "tip");
  const at = link.getBoundingClientRect();
  const below = at.bottom + tip.offsetHeight + 12 < innerHeight;
  tip.style.top = `${scrollY + (below ? at.bottom + 6 : at.top - tip.offsetHeight - 6)}px`;
  tip.style.left = `${scrollX + Math.max(8, Math.min(at.left, root.clientWidth - tip.offsetWidth - 8))}px`;
}

function hideTip() {
  tip.hidden = true;
  document.querySelector("[aria-describedby=tip]")?.removeAttribute("aria-describedby");
}
const hideSoon = () => {
  clearTimeout(leaving);
  leaving = setTimeout(hideTip, 200);
};
for (const link of document.querySelectorAll(".citation a, a.footnote-ref")) {
  link.addEventListener("mouseenter", () => showTip(link));
  link.addEventListener("mouseleave", hideSoon);
  link.addEventListener("focus", () => showTip(link));
  link.addEventListener("blur", hideSoon);
}
tip.addEventListener("mouseenter", () => clearTimeout(leaving));
tip.addEventListener("mouseleave", hideSoon);
addEventListener("keydown", (event) => event.key === "Escape" && hideTip());

// ---- where a number comes from ----

const dialog = document.getElementById("home");
const fileOf = (table) => `results/${table}.csv`;
// a table between rules is Parquet; the same as CSV is described
const described = (path) => path.replace(/\.parquet$/, ".csv");

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
    if (made.inputs.length) add("Made from", leading(made.inputs));
    if (made.raw.length) add("In the end from", leading(made.raw));
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

function leading(paths) {
  const list = element("ul");
  for (const path of paths) {
    const to = described(path);
    const known = lineage.made[to] || lineage.sources[to];
    const name = element("code", { textContent: path });
    list.append(element("li", {}, known ? element("button", { className: "value", onclick: () => open(to, [describeFile(to)]) }, name) : name));
  }
  return list;
}

function open(title, parts) {
  hideTip();
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

function cells(table, rows, column) {
  const about = element("dl");
  const add = (term, value) => about.append(element("dt", { textContent: term }), element("dd", {}, value));
  add("File", element("code", { textContent: fileOf(table) }));
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
  return about;
}

// places: table, rows and column of each cell or range that a value is computed from
function openPlaces(shown, places) {
  const parts = places.flatMap(([table, rows, column], at) => {
    // what two places of one table have in common is said once
    const again = places.slice(at + 1).some(([other]) => other === table);
    return [
      ...(places.length > 1 ? [element("h3", { textContent: `${at + 1} of the ${places.length} places that it is computed from` })] : []),
      cells(table, rows, column),
      ...(again ? [] : [describeFile(fileOf(table))]),
    ];
  });
  open(shown, parts);
}

const CELL = "figure.table[data-source] tbody > tr > *";

document.addEventListener("click", (event) => {
  const value = event.target.closest("a[data-home]");
  if (value) {
    event.preventDefault();
    const places = value.dataset.home.replace("value:", "").split(";").map((place) => {
      const [folder, table, rows, column] = place.replace("value:", "").split("/");
      return [`${folder}/${table}`, ranges(rows), column];
    });
    openPlaces(value.textContent, places);
    return;
  }
  const cell = event.target.closest(CELL);
  if (cell && !event.target.closest("a")) openCell(cell);
});

function openCell(cell) {
  const figure = cell.closest("figure.table");
  const head = figure.querySelectorAll("thead th")[cell.cellIndex];
  const row = cell.parentElement.dataset.row;
  openPlaces(cell.textContent, [[figure.dataset.source, row ? [Number(row)] : [], head.dataset.column]]);
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
  const cell = event.target.matches?.(CELL) && event.target;
  if (cell && event.key in MOVES) {
    event.preventDefault();
    moveTo(cell, MOVES[event.key]);
  } else if (cell && event.key === "Enter") {
    // else the same key would press the button that the dialog puts in focus
    event.preventDefault();
    openCell(cell);
  } else if (event.key === " " && event.target.matches?.("a[data-home]")) {
    // what is called a button answers to the space bar
    event.preventDefault();
    event.target.click();
  }
});

// ---- tables: sort by a column, search, filter, download ----

const plain = (text) => text.replace(/,/g, "").replace("−", "-");
// what is less than a number comes before it
const numberIn = (text) => (text.startsWith("< ") ? Number(plain(text.slice(2))) * 0.999 : Number(plain(text)));

function sorter(table, head, place) {
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
const named = (figure) => (figure.querySelector(".label") || figure.querySelector(".title")).textContent;
// rows from which a table can be searched; values of a column of which one can be chosen
const [SEARCHED, FEWEST, MOST] = [10, 2, 12];

function searchTools(figure, table, rows) {
  const search = element("input", { type: "search", placeholder: "Search the table", ariaLabel: `Search ${named(figure)}` });
  const found = element("span", { role: "status" });
  const filters = [...table.tHead.rows[0].cells].flatMap((head, place) => {
    const kinds = [...new Set(rows.map((row) => row.cells[place].textContent))].sort();
    const few = kinds.length >= FEWEST && kinds.length <= MOST && kinds.length <= rows.length / 2 && kinds.every((kind) => kind.length < 40);
    if (!few || head.classList.contains("number")) return [];
    const all = element("option", { value: "", textContent: `${head.textContent}: all` });
    const choice = element("select", { ariaLabel: `${head.textContent} in ${named(figure)}` }, all, ...kinds.map((kind) => element("option", { textContent: kind, value: kind })));
    return [[place, choice]];
  }).slice(0, 3);
  const apply = () => {
    const wanted = search.value.toLowerCase();
    const holds = (row) => row.textContent.toLowerCase().includes(wanted) && filters.every(([place, choice]) => !choice.value || row.cells[place].textContent === choice.value);
    for (const row of rows) row.hidden = !holds(row);
    const left = rows.filter((row) => !row.hidden).length;
    found.textContent = left < rows.length || wanted ? `${left} of ${rows.length} rows` : "";
  };
  search.oninput = apply;
  for (const [, choice] of filters) choice.onchange = apply;
  return [search, ...filters.map(([, choice]) => choice), found];
}

for (const figure of document.querySelectorAll("figure.table")) {
  const table = figure.querySelector("table");
  const rows = [...table.tBodies[0].rows];
  const heads = [...table.tHead.rows[0].cells];
  const isNumber = heads.map((head) => head.classList.contains("number"));
  const found = rows.length >= SEARCHED ? searchTools(figure, table, rows) : [];
  if (rows.length > 2) heads.forEach((head, place) => sorter(table, head, place));
  if (figure.dataset.source) {
    for (const row of rows) for (const cell of row.cells) cell.tabIndex = -1;
    if (rows.length) rows[0].cells[0].tabIndex = 0;
  }
  const cellText = (cell, place) => (cell.closest("tbody") && isNumber[place] ? plain(cell.textContent).replace("–", "") : cell.textContent);
  const name = figure.id.slice(4) || figure.dataset.source.split("/")[1];
  const save = () => download(`${name}.csv`, "text/csv", csv([...table.rows].filter((row) => !row.hidden).map((row) => [...row.cells].map(cellText))));
  if (found.length) figure.querySelector("figcaption").after(bar(...found));
  figure.append(bar(tool("CSV", save, `Download ${named(figure)} as CSV`)));
}

// ---- figures: download, and where they come from ----

// the drawing by itself, with colours in the place of the page's
function standalone(svg) {
  const copy = svg.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const style = getComputedStyle(root);
  return new XMLSerializer().serializeToString(copy).replace(/var\((--[a-z]+)\)/g, (_, name) => style.getPropertyValue(name).trim().replaceAll('"', "'"));
}

for (const figure of document.querySelectorAll("figure.figure[data-source]")) {
  const name = figure.dataset.source.split("/")[1];
  const shown = () => [...figure.querySelectorAll(".drawing")].find((drawing) => drawing.offsetWidth).querySelector("svg");
  const tools = bar(
    tool("SVG", () => download(`${name}.svg`, "image/svg+xml", standalone(shown())), `Download ${named(figure)} as SVG`),
    tool("PNG", () => {
      const { width, height } = shown().viewBox.baseVal;
      const image = new Image(width * 3, height * 3);
      image.onload = () => {
        const canvas = element("canvas", { width: image.width, height: image.height });
        const pen = canvas.getContext("2d");
        pen.fillStyle = getComputedStyle(document.body).backgroundColor;
        pen.fillRect(0, 0, canvas.width, canvas.height);
        pen.drawImage(image, 0, 0, canvas.width, canvas.height);
        element("a", { href: canvas.toDataURL("image/png"), download: `${name}.png` }).click();
      };
      image.src = `data:image/svg+xml,${encodeURIComponent(standalone(shown()))}`;
    }, `Download ${named(figure)} as PNG`),
    tool("Where it comes from", () => {
      const path = `results/figures/${name}.svg`;
      open(path, [describeFile(path)]);
    }, `Where ${named(figure)} comes from`),
  );
  (figure.querySelector("details") || { before: (made) => figure.append(made) }).before(tools);
}
