// What pages share on which figures are looked up: each part of the data is a script, read when it is asked for.
"use strict";

const about = JSON.parse(document.getElementById("about").textContent);
const answer = document.getElementById("answer");
const known = new Map();

const element = (tag, attributes = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
};
const drawn = (tag, attributes = {}, ...children) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};
const nameOf = (code) => about.economies[code] || code;
const said = (value, most, least = 0) =>
  value === null || value === undefined ? "–" : value.toLocaleString("en", { minimumFractionDigits: least, maximumFractionDigits: most });
const scrolling = (label, table) => {
  const made = element("div", { className: "scroll", tabIndex: 0 }, table);
  made.setAttribute("role", "region");
  made.setAttribute("aria-label", label);
  return made;
};

// what the script of a part calls
function receive(part, content) {
  known.set(part, content);
}

// the content of a part; undefined where its script cannot be read
function load(path, part) {
  if (known.has(part)) return Promise.resolve(known.get(part));
  return new Promise((done) => {
    const end = () => done(known.get(part));
    document.head.append(element("script", { src: `${path}${part}.js`, onload: end, onerror: end }));
  });
}

document.querySelector("form.choice").addEventListener("submit", (event) => event.preventDefault());
