// Elements and amounts. Text from the data only ever becomes text nodes.

function h(tag, attributes) {
  var element = tag === 'svg' || h.svg[tag]
    ? document.createElementNS('http://www.w3.org/2000/svg', tag)
    : document.createElement(tag);
  Object.keys(attributes || {}).forEach(function (name) {
    var value = attributes[name];
    if (name === 'on') {
      Object.keys(value).forEach(function (event) { element.addEventListener(event, value[event]); });
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, value);
    }
  });
  add(element, Array.prototype.slice.call(arguments, 2));
  return element;
}
h.svg = { path: 1, circle: 1, rect: 1 };

function add(element, children) {
  children.forEach(function (child) {
    if (Array.isArray(child)) add(element, child);
    else if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  });
  return element;
}

// Names may be written from right to left, or say that they are.
function isolated(text) {
  return h('bdi', {}, text);
}

function scaled(base, units) {
  if (base === 0) return '0';
  var unit = 0;
  var value = base;
  while (unit < units.length - 1 && Math.abs(value) >= 999.5) {
    value /= 1000;
    unit++;
  }
  return Number(value.toPrecision(3)) + ' ' + units[unit];
}

function millis(ms) {
  return scaled(ms * 1e6, ['ns', 'µs', 'ms', 's']);
}

function amount(value, dimension) {
  if (dimension === 'DURATION') return scaled(value, ['ns', 'µs', 'ms', 's']);
  if (dimension === 'SIZE') return scaled(value, ['B', 'kB', 'MB', 'GB']);
  if (dimension === 'RATIO') return Number((value / 1e4).toPrecision(3)) + ' %';
  if (dimension === 'FACTOR') return Number((value / 1e6).toPrecision(3)) + '×';
  if (dimension === 'RATE') return Number((value / 3600).toPrecision(3)) + '/s';
  return value.toLocaleString('en');
}

function counted(count, noun) {
  return count.toLocaleString('en') + ' ' + noun + (count === 1 ? '' : 's');
}

function badge(status) {
  return h('span', { class: 'badge ' + status.style },
    h('span', { 'aria-hidden': 'true' }, status.sign), ' ', status.word);
}

// cells: text or nodes; heads: text, with a leading '#' for numbers and '.' for those who hear it only
function table(heads, rows, className) {
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': heads.map(plainHead).filter(Boolean).join(', ') },
    h('table', { class: className },
      h('thead', {}, h('tr', {}, heads.map(function (head) {
        return h('th', { scope: 'col', class: head[0] === '#' ? 'num' : null },
          head[0] === '.' ? h('span', { class: 'sr' }, plainHead(head)) : plainHead(head));
      }))),
      h('tbody', {}, rows.map(function (row) {
        return h('tr', { class: row.className }, row.cells.map(function (cell, column) {
          return h('td', { class: heads[column][0] === '#' ? 'num' : null }, cell);
        }));
      }))));
}

function plainHead(head) {
  return head.replace(/^[#.]/, '');
}

// A long statement is shown in part until it is asked for.
function code(sql) {
  var most = 220;
  if (sql.length <= most) return h('code', {}, isolated(sql));
  return h('details', { class: 'long' },
    h('summary', {}, h('code', {}, isolated(sql.slice(0, most - 20) + ' …'))),
    h('pre', { tabindex: '0' }, isolated(sql)));
}
