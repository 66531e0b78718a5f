// Pieces of the document. Text is never parsed as HTML.

const SVG = 'http://www.w3.org/2000/svg';

function byId(id) {
  return document.getElementById(id);
}

function fill(node, attributes, children) {
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  children.forEach((child) => node.append(child));
  return node;
}

function element(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svgElement(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

/** Puts children in the place of all that an element holds. */
function replaceContent(node, ...children) {
  node.textContent = '';
  children.forEach((child) => node.append(child));
}

/** Options of a select, of [value, label]. */
function fillSelect(select, options, chosen) {
  replaceContent(
    select,
    ...options.map(([value, label]) => element('option', { value }, label))
  );
  select.value = chosen;
}

/** A table of text; columns of numbers are aligned right. */
function textTable(caption, headings, rows) {
  const cell = (value) =>
    typeof value === 'number'
      ? element('td', { class: 'number' }, formatNumber(value))
      : element('td', {}, value === null || value === undefined ? '–' : value);
  const kind = (i) => (rows.length && typeof rows[0][i] === 'number' ? { class: 'number' } : {});
  const heading = (text, i) => element('th', Object.assign({ scope: 'col' }, kind(i)), text);
  return element(
    'div',
    { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...headings.map(heading))),
      element('tbody', {}, ...rows.map((row) => element('tr', {}, ...row.map(cell))))
    )
  );
}

/** A line of text with a button that copies it. */
function copyable(text) {
  const code = element('code', {}, text);
  const button = element('button', { type: 'button', 'aria-label': 'Copy ' + text }, 'Copy');
  button.addEventListener('click', () => copy(code, button));
  return element('div', { class: 'copy' }, code, button);
}

function copy(code, button) {
  const done = () => {
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy'), 1500);
  };
  // Where the clipboard is denied the text is left selected.
  const select = () => window.getSelection().selectAllChildren(code);
  if (navigator.clipboard) {
    navigator.clipboard.writeText(code.textContent).then(done, select);
  } else {
    select();
  }
}
