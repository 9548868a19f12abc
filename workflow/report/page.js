// What the page can do beyond being read: numbers lead home, tables sort and search, figures come alive.
// Nothing here asks the network for anything; without JavaScript the page reads as it stands.
"use strict";

const embedded = (id) => JSON.parse(document.getElementById(id).textContent);
const lineage = embedded("lineage");
const charts = embedded("charts");
const themes = embedded("themes");

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

function openCells(shown, table, rows, column) {
  const path = fileOf(table);
  const about = element("dl");
  const add = (term, value) => about.append(element("dt", { textContent: term }), element("dd", {}, value));
  add("File", element("code", { textContent: path }));
  if (rows.length) add(rows.length > 1 ? "Rows" : "Row", rows.length > 20 ? `${rows.length} rows` : rows.join(", "));
  const meaning = column && lineage.columns[table] && lineage.columns[table][column];
  if (column) add("Column", element("span", {}, element("code", { textContent: column }), meaning ? `: ${meaning}` : ""));
  else add("What", "how many rows these are");
  const lines = element("ul");
  for (const row of rows.slice(0, 12)) {
    for (const line of (lineage.lines[table] || {})[row] || []) {
      const item = element("li", {}, `${line.table ? `${line.table}, ` : ""}line ${line.line} of the input`);
      for (const repair of line.repairs || []) item.append(element("div", { className: "repair", textContent: `Repair: ${repair}` }));
      lines.append(item);
    }
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

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("figure.table[data-source] td")) {
    // else the same key would press the button that the dialog puts in focus
    event.preventDefault();
    openCell(event.target);
  }
  // what is called a button answers to the space bar
  if (event.key === " " && event.target.matches("a[data-home]")) {
    event.preventDefault();
    event.target.click();
  }
});

// ---- tables: sort by a column, search, download ----

const numberIn = (text) => Number(text.replace(/,/g, "").replace("−", "-").replace(/^< /, ""));

function sorter(figure, table, head, place) {
  const button = element("button", { type: "button", textContent: head.textContent, title: "Sort by this column" });
  head.replaceChildren(button);
  const isNumber = head.classList.contains("number");
  button.onclick = () => {
    const falls = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
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

for (const figure of document.querySelectorAll("figure.table")) {
  const table = figure.querySelector("table");
  const rows = [...table.tBodies[0].rows];
  [...table.tHead.rows[0].cells].forEach((head, place) => sorter(figure, table, head, place));
  if (figure.dataset.source) for (const cell of table.querySelectorAll("tbody td")) cell.title = "Where this comes from";
  if (figure.dataset.source) for (const row of rows) row.cells[0].tabIndex = 0;
  const tools = bar(tool("CSV", () => download(`${figure.id}.csv`, "text/csv", csv([...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent)))), `Download ${figure.id} as CSV`));
  if (rows.length > 8) {
    const search = element("input", { type: "search", placeholder: "Search the table", ariaLabel: `Search ${figure.id}` });
    search.oninput = () => {
      const wanted = search.value.toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    };
    tools.prepend(search);
  }
  figure.querySelector("figcaption").after(tools);
}

// ---- figures: as drawn, or to explore ----

const dark = window.matchMedia("(prefers-color-scheme: dark)");

async function drawChart(place, spec) {
  const result = await vegaEmbed(place, structuredClone(spec), {
    renderer: "svg", actions: false, logLevel: 1, config: dark.matches ? themes.dark : themes.light, downloadFileName: place.dataset.chart,
  });
  place.view = result.view;
}

for (const figure of document.querySelectorAll("figure.figure")) {
  const name = figure.dataset.source.split("/")[1];
  const still = figure.querySelector(".scroll");
  const chart = figure.querySelector(".chart");
  const isLive = () => chart && !chart.hidden;
  const svgOf = async () => (isLive() ? chart.view.toSVG() : atob(still.firstChild.src.split(",")[1]));
  const tools = bar();
  if (chart) {
    const spec = charts[name];
    const toggle = tool("Explore", async () => {
      chart.hidden = !chart.hidden;
      still.hidden = isLive();
      toggle.textContent = isLive() ? "As drawn" : "Explore";
      toggle.setAttribute("aria-pressed", isLive());
      if (isLive() && !chart.view) await drawChart(chart, spec);
    }, `Explore ${name}`);
    tools.append(toggle);
    dark.addEventListener("change", () => isLive() && drawChart(chart, spec));
    const data = Object.values(spec.datasets || {}).flat();
    if (data.length) {
      const columns = [...new Set(data.flatMap((row) => Object.keys(row)))];
      tools.append(tool("CSV", () => download(`${name}.csv`, "text/csv", csv([columns, ...data.map((row) => columns.map((column) => row[column]))])), `Download the data of ${name} as CSV`));
    }
  }
  tools.append(
    tool("SVG", async () => download(`${name}.svg`, "image/svg+xml", isLive() ? await svgOf() : Uint8Array.from(await svgOf(), (letter) => letter.charCodeAt(0))), `Download ${name} as SVG`),
    tool("PNG", async () => {
      if (isLive()) {
        element("a", { href: await chart.view.toImageURL("png", 2), download: `${name}.png` }).click();
        return;
      }
      const image = still.firstChild;
      const canvas = element("canvas", { width: image.naturalWidth * 2, height: image.naturalHeight * 2 });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      element("a", { href: canvas.toDataURL("image/png"), download: `${name}.png` }).click();
    }, `Download ${name} as PNG`),
    tool("Source", () => {
      const path = `results/figures/${name}.svg`;
      open(path, [describeFile(path)]);
    }, `Where ${name} comes from`),
  );
  figure.querySelector("figcaption").before(tools);
}
