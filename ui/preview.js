// Draws the pages of a finished file from data. Text is only ever set as text, looks only as CSS values.
const SVG = "http://www.w3.org/2000/svg";
const RAIL = 132, LETTER = 1.15, SHEET = 1.3333, ABOVE = 272, LEADING = { pptx: 1.32, docx: 1.3, xlsx: 1.3, pdf: 1.3 };
const seen = new WeakMap();

function element(name, className, content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (content !== undefined && content !== null) made.textContent = content;
  return made;
}

function dress(made, look) {
  made.style.fontSize = look.size + "px";
  made.style.color = look.colour;
  made.style.fontFamily = look.fonts;
  if (look.is_bold) made.style.fontWeight = "700";
  if (look.is_italic) made.style.fontStyle = "italic";
  if (look.is_underlined) made.style.textDecoration = "underline";
}

function paragraph(data, pen) {
  const made = element("div", "p");
  const style = made.style;
  const size = data.runs.length ? Math.max(...data.runs.map((run) => pen.looks[run.look].size)) : data.empty_size || 0;
  const high = data.line || size * (data.leading || 1) * pen.leading;
  style.fontSize = size + "px"; // the line's own strut must not be taller than its text
  if (data.runs.length) style.fontFamily = pen.looks[data.runs[0].look].fonts;
  style.textAlign = data.align || "left";
  style.lineHeight = high + "px";
  style.minHeight = high + "px";
  style.boxSizing = "content-box";
  style.padding = `${data.before || 0}px ${data.right || 0}px ${data.after || 0}px ${data.left || 0}px`;
  style.textIndent = (data.first || 0) + "px";
  if (data.bullet) made.append(element("span", "bullet", data.bullet + " "));
  for (const run of data.runs) {
    const piece = element("span", run.is_number ? "number" : "", run.text);
    dress(piece, pen.looks[run.look]);
    made.append(piece);
  }
  made.line = data.line || 0;
  made.keeps = data.keeps_next || false;
  return made;
}

function cellOf(data, pen) {
  const made = element("td");
  const style = made.style, pads = data.pads || [0, 0, 0, 0];
  if (data.fill) style.backgroundColor = data.fill;
  style.verticalAlign = data.anchor || "top";
  style.padding = pads.map((pad) => pad + "px").join(" ");
  (data.edges || []).forEach((edge, i) => { if (edge) style["border" + ["Top", "Right", "Bottom", "Left"][i]] = edge; });
  if (data.columns > 1) made.colSpan = data.columns;
  if (data.rows > 1) made.rowSpan = data.rows;
  if (data.hint) { made.title = data.hint; made.className = "live"; }
  for (const one of data.paragraphs) made.append(paragraph(one, pen));
  return made;
}

function frameOf(data) {
  const made = element("table", data.align || "left");
  const total = data.widths.reduce((sum, wide) => sum + wide, 0);
  made.style.width = total + "px";
  const columns = element("colgroup");
  for (const wide of data.widths) {
    const column = element("col");
    column.style.width = wide + "px";
    columns.append(column);
  }
  made.append(columns);
  return made;
}

function rowOf(data, pen) {
  const made = element("tr");
  made.style.height = data.height + "px";
  made.head = data.is_head || false;
  for (const one of data.cells) made.append(cellOf(one, pen));
  return made;
}

function table(data, pen) {
  const made = frameOf(data);
  for (const row of data.rows) made.append(rowOf(row, pen));
  return made;
}

function node(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function drawing(data) {
  const made = node("svg", { width: data.width, height: data.height, viewBox: `0 0 ${data.width} ${data.height}`, role: "img", "aria-label": data.spoken || "" });
  for (const mark of data.marks) {
    if (mark.path !== undefined) {
      made.append(node("path", { d: mark.path, fill: mark.fill || "none", stroke: mark.colour || "none", "stroke-width": mark.width || 0, "stroke-dasharray": mark.dash || "none" }));
      continue;
    }
    const words = node("text", { x: mark.x, y: mark.y, fill: mark.colour, "font-size": mark.size, "text-anchor": mark.anchor || "middle", "dominant-baseline": "central" });
    if (mark.turn) words.setAttribute("transform", `rotate(${mark.turn} ${mark.x} ${mark.y})`);
    words.style.fontFamily = mark.fonts;
    words.textContent = mark.text;
    made.append(words);
  }
  return made;
}

function picture(data, pen) {
  const made = element("img");
  made.alt = "";
  made.src = pen.pictures[data.key] || "";
  if (data.width) { made.style.width = data.width + "px"; made.style.height = data.height + "px"; }
  return made;
}

function box(data, pen) {
  const made = element("div", "text");
  const style = made.style;
  style.padding = (data.pads || [0, 0, 0, 0]).map((pad) => pad + "px").join(" ");
  style.justifyContent = { middle: "center", bottom: "flex-end" }[data.anchor] || "flex-start";
  if (data.fill) style.backgroundColor = data.fill;
  if (data.edge) style.outline = data.edge;
  if (data.wraps === false) made.classList.add("loose");
  for (const one of data.paragraphs) made.append(paragraph(one, pen));
  return made;
}

function block(data, pen) {
  if (data.is === "Paragraph") return paragraph(data, pen);
  if (data.is === "Table") return table(data, pen);
  if (data.is === "Drawing") return drawing(data);
  if (data.is === "Picture") return picture(data, pen);
  return box(data, pen);
}

function paper(width, height) {
  const made = element("div", "paper");
  made.style.width = width + "px";
  made.style.height = height + "px";
  return made;
}

function slide(data, pen) {
  const made = paper(data.width, data.height);
  made.style.backgroundColor = data.background;
  for (const item of data.items) {
    const place = element("div", "item");
    place.style.left = item.left + "px";
    place.style.top = item.top + "px";
    place.style.width = item.width + "px";
    place.style.height = item.height + "px";
    place.append(block(item.block, pen));
    made.append(place);
  }
  return made;
}

// Letters: everything is measured once, then shared out over pages of the paper's height.
function edges(data, number, pen) {
  const found = [];
  const odd = number % 2 === 1;
  for (const [side, said, away] of [["top", data.head, data.edges[0]], ["bottom", odd ? data.foot : data.even_foot, data.edges[1]]]) {
    const made = element("div", "edge");
    made.style[side] = away + "px";
    made.style.left = data.margins[3] + "px";
    made.style.width = data.width - data.margins[1] - data.margins[3] + "px";
    for (const one of said) made.append(paragraph(one, pen));
    for (const piece of made.querySelectorAll(".number")) piece.textContent = number;
    found.push(made);
  }
  return found;
}

function partsOf(made) {
  if (made.tagName !== "TABLE") return [{ made, high: made.getBoundingClientRect().height, line: made.line || 0 }];
  const rows = [...made.rows].map((row) => ({ row, high: row.getBoundingClientRect().height, head: row.head }));
  const heads = rows.filter((one) => one.head);
  const spans = [];
  let group = [], open = 0;
  for (const one of rows) {
    group.push(one);
    open = Math.max(open - 1, ...[...one.row.cells].map((cell) => cell.rowSpan - 1));
    if (open <= 0) { spans.push(group); group = []; }
  }
  if (group.length) spans.push(group);
  return spans.map((rows) => ({ table: made, rows: rows.map((one) => one.row), heads: heads.map((one) => one.row), headHigh: heads.reduce((sum, one) => sum + one.high, 0), isHead: rows[0].head, high: rows.reduce((sum, one) => sum + one.high, 0) }));
}

class Letter {
  constructor(data, pen, pages) {
    Object.assign(this, { data, pen, pages });
    this.room = data.height - data.margins[0] - data.margins[2];
    this.turn();
  }
  turn() {
    this.flow = element("div", "flow");
    Object.assign(this.flow.style, { left: this.data.margins[3] + "px", top: this.data.margins[0] + "px", width: this.data.width - this.data.margins[1] - this.data.margins[3] + "px" });
    this.used = 0;
    this.open = null;
    const made = paper(this.data.width, this.data.height);
    made.append(this.flow, ...edges(this.data, this.pages.length + 1, this.pen));
    this.pages.push(made);
  }
  put(part) {
    if (part.table) return this.putRows(part);
    this.open = null;
    const left = this.room - this.used;
    if (part.high > left + 0.5 && part.line) return this.split(part, Math.floor((left + 0.5) / part.line));
    if (part.high > left + 0.5 && this.used > 0) this.turn();
    this.flow.append(part.made);
    this.used += part.high;
  }
  split(part, fits) {
    const lines = Math.round(part.high / part.line);
    if (fits >= 1) { this.flow.append(part_of(part.made, 0, fits * part.line)); }
    this.turn();
    let from = Math.max(0, fits);
    while (lines - from > Math.floor(this.room / part.line)) {
      const many = Math.floor(this.room / part.line);
      this.flow.append(part_of(part.made, from * part.line, many * part.line));
      from += many;
      this.turn();
    }
    this.flow.append(from ? part_of(part.made, from * part.line, (lines - from) * part.line) : part.made);
    this.used = (lines - from) * part.line;
  }
  putRows(part) {
    if (this.used + part.high > this.room + 0.5 && this.used > 0) this.turn();
    if (!this.open || this.open.from !== part.table) {
      this.open = part.table.cloneNode(false);
      this.open.append(part.table.querySelector("colgroup").cloneNode(true));
      this.open.from = part.table;
      if (!part.isHead) { this.open.append(...part.heads.map((row) => row.cloneNode(true))); this.used += part.headHigh; }
      this.flow.append(this.open);
    }
    this.open.append(...part.rows);
    this.used += part.high;
  }
  needs(parts, at) {
    let sum = 0, place = at;
    while (place < parts.length && parts[place].made && parts[place].made.keeps) { sum += parts[place].high; place += 1; }
    const next = parts[place];
    return next ? sum + (next.line ? Math.min(next.high, next.line) : next.high) : sum;
  }
  run(parts) {
    parts.forEach((part, at) => {
      const keeps = part.made && part.made.keeps;
      const needed = keeps ? this.needs(parts, at) : 0;
      if (keeps && this.used > 0 && this.used + needed > this.room + 0.5 && needed <= this.room) this.turn();
      this.put(part);
    });
  }
}

function part_of(made, from, high) {
  const window_ = element("div", "part");
  window_.style.height = high + "px";
  const copy = made.cloneNode(true);
  copy.style.marginTop = -from + "px";
  window_.append(copy);
  return window_;
}

function letters(data, pen, room) {
  const pages = [];
  for (const sheet of data.pages) {
    const measure = element("div", "measure");
    measure.style.width = sheet.width - sheet.margins[1] - sheet.margins[3] + "px";
    for (const one of sheet.blocks) measure.append(block(one, pen));
    room.append(measure);
    const parts = [...measure.children].flatMap(partsOf);
    new Letter(sheet, pen, pages).run(parts);
    measure.remove();
  }
  return pages.map((made, at) => ({ width: parseFloat(made.style.width), height: parseFloat(made.style.height), label: `第 ${at + 1} 页`, make: () => made.cloneNode(true) }));
}

function slides(data, pen) {
  return data.pages.map((page) => ({ width: page.width, height: page.height, label: page.label, make: () => slide(page, pen) }));
}

function grids(data, pen) {
  return data.pages.map((page) => ({
    label: page.label,
    note: page.note,
    width: page.table.widths.reduce((sum, wide) => sum + wide, 0),
    make: () => { const made = element("div", "paper grid"); made.append(table(page.table, pen)); return made; },
  }));
}

function scaled(made, zoom, width, height) {
  const holder = element("div", "scaled");
  holder.style.width = width * zoom + "px";
  if (height) holder.style.height = height * zoom + "px";
  made.style.transform = `scale(${zoom})`;
  holder.append(made);
  return holder;
}

class Viewer {
  constructor(frame, data) {
    Object.assign(this, { frame, data, at: 0 });
    this.pen = { looks: data.looks, pictures: data.pictures, leading: LEADING[data.kind] };
    this.build();
    const make = { pptx: slides, docx: letters, xlsx: grids, pdf: slides }[data.kind];
    this.pages = make(data, this.pen, this.stage);
    this.fillRail();
    this.go(0);
    this.watch = new ResizeObserver(() => { if (this.stage.clientWidth !== this.wide) this.show(); });
    this.watch.observe(this.stage);
  }
  build() {
    this.bar = element("div", "bar");
    this.back = this.button("‹ 上一页", () => this.go(this.at - 1));
    this.next = this.button("下一页 ›", () => this.go(this.at + 1));
    this.count = element("span", "count");
    this.label = element("span", "label");
    this.count.setAttribute("aria-live", "polite");
    this.bar.append(this.back, this.count, this.next, this.label);
    this.rail = element("div", "rail " + this.data.kind);
    this.rail.setAttribute("role", "listbox");
    this.rail.setAttribute("aria-label", "各页");
    this.stage = element("div", "stage " + this.data.kind);
    this.warn = element("div", "warn");
    this.note = element("div", "note");
    const body = element("div", "body");
    const main = element("div", "main");
    main.append(this.stage, this.warn, this.note);
    body.append(this.rail, main);
    this.frame.replaceChildren(this.bar, body);
    this.frame.onkeydown = (event) => {
      const step = { ArrowLeft: -1, ArrowUp: -1, PageUp: -1, ArrowRight: 1, ArrowDown: 1, PageDown: 1 }[event.key];
      if (step) { event.preventDefault(); this.go(this.at + step); }
    };
  }
  button(words, act) {
    const made = element("button", "", words);
    made.type = "button";
    made.onclick = act;
    return made;
  }
  fillRail() {
    const lazy = new IntersectionObserver((found) => {
      for (const one of found) {
        if (!one.isIntersecting) continue;
        lazy.unobserve(one.target);
        const page = this.pages[one.target.place];
        one.target.querySelector(".mini").append(scaled(page.make(), RAIL / page.width, page.width, page.height));
      }
    }, { root: this.rail, rootMargin: "300px" });
    this.thumbs = this.pages.map((page, place) => {
      const made = this.button("", () => this.go(place));
      made.place = place;
      made.setAttribute("role", "option");
      if (this.data.kind === "xlsx") { made.textContent = page.label; return made; }
      const mini = element("span", "mini");
      mini.setAttribute("aria-hidden", "true");
      mini.style.height = (RAIL / page.width) * page.height + "px";
      made.append(element("span", "place", place + 1), mini);
      made.setAttribute("aria-label", `${place + 1} ${page.label}`);
      lazy.observe(made);
      return made;
    });
    this.rail.replaceChildren(...this.thumbs);
  }
  go(place) {
    this.at = Math.max(0, Math.min(this.pages.length - 1, place));
    this.count.textContent = `${this.at + 1}/${this.pages.length}`;
    this.label.textContent = this.data.kind === "docx" ? "" : this.pages[this.at].label;
    this.back.disabled = this.at === 0;
    this.next.disabled = this.at === this.pages.length - 1;
    this.thumbs.forEach((one, i) => one.setAttribute("aria-selected", i === this.at));
    const thumb = this.thumbs[this.at];
    if (thumb.offsetTop < this.rail.scrollTop || thumb.offsetTop + thumb.offsetHeight > this.rail.scrollTop + this.rail.clientHeight)
      this.rail.scrollTop = thumb.offsetTop - 40;
    this.show();
  }
  show() {
    const page = this.pages[this.at];
    this.wide = this.stage.clientWidth;
    if (!page || !this.wide) return;
    const tallest = Math.max(360, window.innerHeight - ABOVE);
    const letter = Math.min(this.wide / page.width, LETTER), screen = Math.min(this.wide / page.width, tallest / page.height);
    const stands = page.height > page.width;
    const zoom = { pptx: screen, docx: letter, xlsx: Math.max(0.95, Math.min(SHEET, this.wide / page.width)), pdf: stands ? letter : screen }[this.data.kind];
    const made = page.make();
    const holder = scaled(made, zoom, page.width, page.height);
    this.stage.replaceChildren(holder);
    if (this.data.kind === "xlsx") holder.style.height = made.getBoundingClientRect().height + "px";
    if (this.data.kind !== "pptx") this.stage.style.maxHeight = tallest + "px";
    this.stage.scrollTop = 0;
    this.rail.style.maxHeight = Math.max(320, Math.min(holder.getBoundingClientRect().height, tallest)) + "px";
    this.note.textContent = page.note || "";
    this.warn.textContent = this.data.kind === "pptx" && beyond(made) ? "这一页有内容超出页边，在文件里也会超出。请减少所选单位或指标，或换一种幻灯片比例。" : "";
  }
}

function beyond(made) {
  const whole = made.getBoundingClientRect();
  const said = [...made.querySelectorAll(".item .p")].filter((one) => one.textContent.trim());
  return [...said, ...made.querySelectorAll(".item > table, .item > svg")].some((one) => {
    const place = one.getBoundingClientRect();
    return place.bottom > whole.bottom + whole.height * 0.012 || place.right > whole.right + whole.width * 0.012;
  });
}

export default function (component) {
  const { parentElement, data } = component;
  const frame = parentElement.querySelector(".frame");
  const known = seen.get(frame);
  if (known && known.data.stamp === data.stamp) return;
  if (known) known.watch.disconnect();
  seen.set(frame, new Viewer(frame, data));
  if (data.comes_up) frame.scrollIntoView({ block: "start" });
}
