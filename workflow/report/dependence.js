// Looks an economy's dependence up, or a product's importers: by what lookup.js has.

const field = Object.fromEntries(["economy", "product", "year", "only"].map((name) => [name, document.getElementById(name)]));
const at = Object.fromEntries(about.columns.map(([name], place) => [name, place]));
const STEP = 100;
let state = {};
let shown = { head: [], rows: [] };
let labels = {};

const labelOf = (code) => `${code} ${labels[code] || ""}`.trim();

// ---- state in the address ----

function read() {
  const given = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const last = about.years[about.years.length - 1];
  state = { economy: given.economy || (given.product ? "" : about.first), product: given.product || "", find: given.find || "",
    year: about.years.includes(Number(given.year)) ? given.year : String(last), only: given.only || "", sort: given.sort || "usd", up: given.up || "" };
}

function go(change) {
  const next = Object.entries({ ...state, ...change }).filter(([, value]) => value);
  location.hash = new URLSearchParams(next).toString();
}

const link = (change, text) => {
  const next = Object.entries({ ...state, find: "", ...change }).filter(([, value]) => value);
  return element("a", { href: `#${new URLSearchParams(next)}`, textContent: text });
};

// ---- views ----

async function show() {
  read();
  for (const name of ["economy", "year", "only"]) field[name].value = state[name];
  field.product.value = state.product || state.find;
  const asked = location.hash;
  const view = state.product ? await product() : await economy();
  if (location.hash === asked) answer.replaceChildren(...view);
}

async function economy() {
  const found = await load("dependence/importers/", state.economy) || {};
  const rows = Object.entries(found).map(([code, years]) => ({ key: code, label: labelOf(code), years, target: { product: code } }));
  return [element("h2", { textContent: `${nameOf(state.economy)}, ${state.year}` }), ...table(rows, "Product")];
}

async function product() {
  const heading = about.level === 6 ? state.product.slice(0, 4) : state.product;
  const found = (await load("dependence/products/", heading) || {})[state.product] || {};
  const rows = Object.entries(found).map(([code, years]) => ({ key: code, label: nameOf(code), years, target: { economy: code, product: state.product } }));
  const parts = [element("h2", { textContent: labelOf(state.product) })];
  if (state.economy) {
    const suppliers = (await load("dependence/suppliers/", `${state.economy}-${state.product[0]}`) || {})[state.product] || {};
    parts.push(element("figure", {}, bars(suppliers), element("figcaption", {}, element("strong", { textContent: "Suppliers " }),
      `of ${nameOf(state.economy)}, percent of its imports of the product; grey: all others. `, link({ product: "" }, `All products of ${nameOf(state.economy)}`))));
  }
  return [...parts, ...table(rows, "Importer")];
}

function bars(years) {
  const [wide, step] = [Math.max(300, Math.min(680, answer.clientWidth)), 40];
  const picture = drawn("svg", { class: "bars", viewBox: `0 0 ${wide} ${about.years.length * step}`, role: "img",
    "aria-label": Object.entries(years).map(([year, [names, shares]]) => `${year}: ${names.map((name, n) => `${nameOf(name)} ${shares[n]}`).join(", ")}`).join("; ") });
  about.years.forEach((year, row) => {
    const [names, shares] = years[year] || [[], []];
    const room = wide - 50;
    picture.append(drawn("text", { x: 0, y: row * step + 20 }, String(year)));
    if (names.length) picture.append(drawn("rect", { class: "rest", x: 44, y: row * step + 4, width: room, height: step - 12 }));
    let left = 44;
    names.forEach((name, place) => {
      const width = (shares[place] / 100) * room;
      const bar = drawn("rect", { class: `s${place}`, x: left, y: row * step + 4, width, height: step - 12 });
      bar.append(drawn("title", {}, `${nameOf(name)} ${shares[place]}%`));
      picture.append(bar);
      if (width > 66) picture.append(drawn("text", { x: left + 5, y: row * step + 23, class: place ? "" : "on" }, `${name} ${shares[place]}`));
      left += width;
    });
  });
  return picture;
}

function spark(years) {
  const points = about.years.map((year, place) => [place, years[year] && years[year][at.hhi]]).filter(([, value]) => typeof value === "number");
  const x = (place) => (about.years.length < 2 ? 36 : 3 + (place / (about.years.length - 1)) * 66);
  const path = points.map(([place, value], n) => `${n && points[n - 1][0] === place - 1 ? "L" : "M"}${x(place).toFixed(1)},${(20 - value / 10000 * 18).toFixed(1)}h.1`).join("");
  return drawn("svg", { class: "spark", viewBox: "0 0 72 22", role: "img", "aria-label": `HHI ${points.map(([, value]) => value).join(", ")}` }, drawn("path", { d: path }));
}

function table(all, first) {
  const words = state.product ? [] : state.find.toLowerCase().split(" ").filter(Boolean);
  const column = at[state.sort] ?? 0;
  const rows = all.filter(({ years, label }) => {
    const row = years[state.year];
    return row && words.every((word) => label.toLowerCase().includes(word)) &&
      (!state.only || (state.only === "3" ? row[at.criteria] === 3 : row[at.single] === 1));
  });
  const value = ({ years }) => years[state.year][column];
  rows.sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === other) return a.key < b.key ? -1 : 1;
    if (one === null) return 1;
    if (other === null) return -1;
    return (one < other ? -1 : 1) * (state.up ? 1 : -1);
  });
  shown = { head: ["code", first.toLowerCase(), "year", ...about.columns.map(([name]) => name)],
    rows: rows.map(({ key, label, years }) => [key, label, state.year, ...years[state.year]]) };
  const head = element("tr", {}, element("th", { scope: "col", textContent: first }), ...about.columns.map(([name, heading]) => {
    const button = element("button", { type: "button", textContent: heading, onclick: () => go({ sort: name, up: state.sort === name && !state.up ? "1" : "" }) });
    const cell = element("th", { scope: "col", className: "number" }, button);
    if (state.sort === name) cell.setAttribute("aria-sort", state.up ? "ascending" : "descending");
    return cell;
  }), element("th", { scope: "col", textContent: "Years" }));
  const body = element("tbody");
  const more = element("button", { type: "button", className: "more", onclick: () => add() });
  const add = () => {
    const from = body.children.length;
    body.append(...rows.slice(from, from + STEP).map(({ label, years, target }) => {
      const row = years[state.year];
      return element("tr", { className: row[at.criteria] === 3 ? "dependent" : "" }, element("td", {}, link(target, label)),
        ...about.columns.map(([name, , places]) => element("td", { className: "number", textContent: name === "single" ? (row[at.single] ? "yes" : "") : typeof row[at[name]] === "string" ? row[at[name]] : said(row[at[name]], places) })),
        element("td", {}, spark(years)));
    }));
    more.textContent = `${(rows.length - body.children.length).toLocaleString("en")} more`;
    more.hidden = body.children.length >= rows.length;
  };
  add();
  const scroll = scrolling("Dependence", element("table", { className: "look" }, element("thead", {}, head), body));
  return [element("p", { textContent: `${rows.length.toLocaleString("en")} rows.` }), scroll, more];
}

function download() {
  const cell = (value) => (value === null || value === undefined ? "" : /[",\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  const text = [shown.head, ...shown.rows].map((row) => row.map(cell).join(",")).join("\n") + "\n";
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  element("a", { href: address, download: `dependence_${state.product || state.economy}_${state.year}.csv` }).click();
  URL.revokeObjectURL(address);
}

// ---- start ----

const options = (select, pairs) => select.append(...pairs.map(([value, text]) => element("option", { value, textContent: text })));
options(field.economy, [["", "(all)"], ...about.importers.map((code) => [code, nameOf(code)]).sort((a, b) => a[1].localeCompare(b[1], "en"))]);
options(field.year, about.years.map((year) => [String(year), String(year)]));
field.economy.addEventListener("change", () => go({ economy: field.economy.value || (state.product ? "" : about.first) }));
field.year.addEventListener("change", () => go({ year: field.year.value }));
field.only.addEventListener("change", () => go({ only: field.only.value }));
field.product.addEventListener("change", () => {
  const code = field.product.value.trim().split(" ")[0];
  go(labels[code] !== undefined && code.length === about.level ? { product: code, find: "" } : { product: "", find: field.product.value.trim(), economy: state.economy || about.first });
});
document.getElementById("download").addEventListener("click", download);
window.addEventListener("hashchange", show);
load("dependence/", "names").then((found) => {
  labels = found || {};
  options(document.getElementById("products"), Object.keys(labels).map((code) => [labelOf(code), ""]));
  show();
});
