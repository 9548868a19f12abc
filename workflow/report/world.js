// Looks a flow up, by what lookup.js has: the data of an exporter are a part of their own.

const chosen = Object.fromEntries(["exporter", "importer", "year", "side"].map((name) => [name, document.getElementById(name)]));
const labelOf = (code) => (about.labels[code] ? `${code} ${about.labels[code]}` : code);
const shown = (value, places) => said(value, places, places);
const place = (measure) => about.columns.findIndex(([name]) => name === measure);

// ---- the choice ----

function fill(select, pairs, value) {
  select.replaceChildren(...pairs.map(([key, text]) => element("option", { value: key, textContent: text })));
  if (pairs.some(([key]) => key === value)) select.value = value;
}

const byName = (codes) => codes.map((code) => [code, nameOf(code)]).sort((a, b) => a[1].localeCompare(b[1], "en"));

async function show(wanted) {
  const asked = wanted.exporter;
  const flows = await load("data/", asked);
  if (flows === undefined) {
    answer.replaceChildren(element("p", { textContent: `The data of ${nameOf(asked)} stand in data/${asked}.js beside this page, and could not be read.` }));
    return;
  }
  if (chosen.exporter.value !== asked) return;
  fill(chosen.importer, byName(Object.keys(flows)), wanted.importer);
  const sides = flows[chosen.importer.value];
  fill(chosen.side, Object.keys(sides).map((side) => [side, side]), wanted.side);
  const rows = sides[chosen.side.value];
  const last = rows[rows.length - 1][0];
  fill(chosen.year, rows.map(([year]) => [String(year), String(year)]), rows.some(([year]) => String(year) === wanted.year) ? wanted.year : String(last));
  draw(rows);
  const address = `#${[asked, chosen.importer.value, chosen.year.value, chosen.side.value].join("-")}`;
  if (location.hash !== address) history.replaceState(null, "", address);
}

const current = () => Object.fromEntries(Object.entries(chosen).map(([name, select]) => [name, select.value]));

// ---- the answer ----

function draw(rows) {
  const { exporter, importer, year } = current();
  const row = rows.find(([of]) => String(of) === year);
  const value = (measure) => row[1][place(measure)];
  const flow = `${nameOf(exporter)} to ${nameOf(importer)}`;
  const total = shown(value("usd_million"), 2);
  const percentile = value("hhi_percentile");
  const unusual = percentile === null ? "No other flow of that year is of its size." :
    `Of the ${shown(value("peers"), 0)} other flows of half to twice its size, ${shown(percentile, 1)}% were less concentrated.`;
  answer.replaceChildren(
    element("h2", { textContent: `${flow}, ${year}` }),
    element("p", { textContent: `US$ ${total} million in ${shown(value("products"), 0)} codes; HHI ${shown(value("hhi"), 0)}. ${unusual}` }),
    figure("Largest codes", `of exports from ${flow} in ${year}, percent`, bars(row[2])),
    figure("Concentration", `of exports from ${flow}, HHI`, line(rows, year)),
    table(rows, year, flow),
  );
}

const figure = (title, rest, picture) =>
  element("figure", {}, picture, element("figcaption", {}, element("strong", { textContent: `${title} ` }), rest));

// as wide as there is room, so that letters keep their size
const room = () => Math.max(280, Math.min(680, answer.clientWidth));

function bars(largest) {
  const [wide, step] = [room(), 26];
  const left = Math.min(270, wide * 0.58);
  const top = Math.max(...largest.map(([, share]) => share));
  const picture = drawn("svg", { viewBox: `0 0 ${wide} ${largest.length * step + 4}`, role: "img",
    "aria-label": largest.map(([code, share]) => `${labelOf(code)} ${shown(share, 2)} percent`).join("; ") });
  largest.forEach(([code, share], position) => {
    const y = position * step;
    const length = Math.max(1, (share / top) * (wide - left - 50));
    picture.append(
      drawn("text", { x: 0, y: y + 17 }, labelOf(code)),
      drawn("rect", { class: "mark", x: left, y: y + 5, width: length, height: step - 10 }),
      drawn("text", { x: left + length + 6, y: y + 17 }, shown(share, 2)),
    );
  });
  return picture;
}

function line(rows, chosenYear) {
  const [wide, high, left, bottom] = [room(), 240, 56, 26];
  const values = rows.map(([year, numbers]) => [year, numbers[place("hhi")]]);
  const most = Math.max(...values.map(([, value]) => value));
  const round = 10 ** Math.floor(Math.log10(most));
  const top = Math.min(10000, Math.ceil(most / round) * round);
  const [first, last] = [about.years[0], about.years[about.years.length - 1]];
  const x = (year) => (first === last ? (left + wide) / 2 : left + 10 + ((year - first) / (last - first)) * (wide - left - 30));
  const y = (value) => high - bottom - (value / top) * (high - bottom - 14);
  const picture = drawn("svg", { viewBox: `0 0 ${wide} ${high}`, role: "img", "aria-label": values.map(([year, value]) => `${year}: ${shown(value, 0)}`).join("; ") });
  for (const tick of [0, top / 2, top]) {
    picture.append(
      drawn("line", { class: "rule", x1: left, x2: wide, y1: y(tick), y2: y(tick) }),
      drawn("text", { class: "soft", x: left - 8, y: y(tick) + 4, "text-anchor": "end" }, shown(tick, 0)),
    );
  }
  // a year without trade breaks the line
  const path = values.map(([year, value], at) => `${at && values[at - 1][0] === year - 1 ? "L" : "M"}${x(year).toFixed(1)},${y(value).toFixed(1)}`).join("");
  picture.append(drawn("path", { class: "line", d: path }));
  const every = Math.ceil((last - first + 1) / (wide / 64));
  for (let year = first; year <= last; year += every) picture.append(drawn("text", { class: "soft", x: x(year), y: high - 6, "text-anchor": "middle" }, String(year)));
  for (const [year, value] of values) {
    picture.append(drawn("circle", { class: String(year) === chosenYear ? "mark chosen" : "mark", cx: x(year), cy: y(value), r: String(year) === chosenYear ? 6 : 4 }));
  }
  return picture;
}

function table(rows, chosenYear, flow) {
  const head = element("tr", {}, element("th", { scope: "col", textContent: "Year" }), ...about.columns.map(([, name]) => element("th", { scope: "col", className: "number", textContent: name })));
  const body = rows.map(([year, numbers]) => {
    const made = element("tr", {}, element("th", { scope: "row", textContent: year }),
      ...numbers.map((value, at) => element("td", { className: "number", textContent: shown(value, about.columns[at][2]) })));
    if (String(year) === chosenYear) made.setAttribute("aria-current", "true");
    return made;
  });
  const made = element("table", { className: "measures" }, element("thead", {}, head), element("tbody", {}, ...body));
  const caption = element("figcaption", {}, element("strong", { textContent: "Measures " }), `of exports from ${flow} by year`);
  return element("figure", {}, caption, scrolling(`Measures of exports from ${flow} by year`, made));
}

// ---- start ----

function start() {
  const [exporter, importer, year, side] = location.hash.slice(1).split("-");
  const wanted = about.exporters.includes(exporter) ? { exporter, importer, year, side } : { exporter: about.pair[0], importer: about.pair[1] };
  fill(chosen.exporter, byName(about.exporters), wanted.exporter);
  show({ ...wanted, exporter: chosen.exporter.value });
}

for (const select of Object.values(chosen)) select.addEventListener("change", () => show(current()));
document.getElementById("swap").addEventListener("click", () => {
  const { exporter, importer, year, side } = current();
  if (!about.exporters.includes(importer)) {
    answer.replaceChildren(element("p", { textContent: `${nameOf(importer)} has no exports on record.` }));
    return;
  }
  chosen.exporter.value = importer;
  show({ exporter: importer, importer: exporter, year, side });
});
window.addEventListener("hashchange", start);
window.addEventListener("resize", () => known.has(chosen.exporter.value) && show(current()));
start();
