// Draws one table from data. Text is only ever set as text; a cell with a key can be clicked.
function element(name, className, content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (content !== undefined && content !== null) made.textContent = content;
  return made;
}

function groupRow(columns) {
  const row = element("tr", "groups");
  row.append(element("th", "corner"));
  for (let i = 0; i < columns.length; ) {
    let span = 1;
    while (i + span < columns.length && (columns[i + span].group || "") === (columns[i].group || "")) span += 1;
    const head = element("th", "group", columns[i].group || "");
    head.colSpan = span;
    head.scope = "colgroup";
    row.append(head);
    i += span;
  }
  return row;
}

function headRow(data) {
  const row = element("tr", "heads");
  row.append(element("th", "corner", data.corner));
  data.columns.forEach((column, i) => {
    const starts = column.group && (i === 0 || data.columns[i - 1].group !== column.group);
    const head = element("th", (column.align || "right") + (starts ? " starts" : ""));
    head.scope = "col";
    head.append(element("span", "label", column.label || ""));
    if (column.note) head.append(element("span", "note", column.note));
    row.append(head);
  });
  return row;
}

function fill(holder, cell) {
  if (cell.shape) {
    const shape = element("span", "shape", cell.shape);
    shape.setAttribute("aria-hidden", "true");
    holder.append(shape);
  }
  holder.append(element("span", "value", cell.text || ""));
  if (cell.note) holder.append(element("span", "note", cell.note));
}

function bodyCell(cell, column, starts, pick, picked) {
  const tone = cell.tone ? " t-" + cell.tone : "";
  const made = element("td", (column.align || "right") + tone + (starts ? " starts" : ""));
  let holder = made;
  if (cell.key) {
    holder = element("button", cell.key === picked ? "picked" : "");
    holder.type = "button";
    holder.onclick = () => pick(cell.key);
    made.append(holder);
  }
  if (cell.title) {
    made.title = cell.title;
    if (cell.key) holder.setAttribute("aria-label", cell.title);
  }
  fill(holder, cell);
  return made;
}

function bodyRow(row, data, pick) {
  const made = element("tr", row.strong ? "strong" : "");
  const head = element("th", "rowhead" + (row.tone ? " t-" + row.tone : ""));
  head.scope = "row";
  let holder = head;
  if (row.key) {
    holder = element("button", "");
    holder.type = "button";
    holder.onclick = () => pick(row.key);
    head.append(holder);
  }
  fill(holder, row);
  made.append(head);
  row.cells.forEach((cell, i) => {
    const column = data.columns[i];
    const starts = column.group && (i === 0 || data.columns[i - 1].group !== column.group);
    made.append(bodyCell(cell, column, starts, pick, data.picked));
  });
  return made;
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const frame = parentElement.querySelector(".frame");
  const table = element("table", data.look || "");
  const pick = (key) => setTriggerValue("picked", key);
  table.append(element("caption", "", data.caption));
  const head = element("thead");
  if (data.columns.some((column) => column.group)) head.append(groupRow(data.columns));
  if (!data.headless) head.append(headRow(data));
  const body = element("tbody");
  for (const row of data.rows) body.append(bodyRow(row, data, pick));
  table.append(head, body);
  const top = frame.scrollTop, left = frame.scrollLeft;
  frame.style.maxHeight = data.height || "none";
  frame.replaceChildren(table);
  frame.scrollTop = top;
  frame.scrollLeft = left;
}
