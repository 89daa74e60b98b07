// A flame graph from the top: each frame is as wide as its share of the weight, what it calls lies under it.
var FLAME_ROW = 22;
var FLAME_KINDS = {
  CPU: ['Processor time', function (weight) { return counted(weight, 'sample'); }],
  ALLOCATION: ['Allocation', function (weight) { return amount(weight, 'SIZE'); }],
  LOCK: ['Waiting for locks', function (weight) { return amount(weight, 'DURATION'); }]
};

// Places of the nodes: [depth, frame, weight]* in the order of a walk through the tree.
function flameNodes(flame) {
  var path = [];
  var nodes = [];
  for (var i = 0; i < flame.nodes.length; i += 3) {
    var depth = flame.nodes[i];
    var parent = depth === 0 ? null : path[depth - 1];
    var node = { depth: depth, name: flame.frames[flame.nodes[i + 1]], weight: flame.nodes[i + 2], parent: parent, children: [], used: 0 };
    node.x = parent ? parent.x + parent.used : nodes.reduce(function (sum, each) { return each.parent ? sum : sum + each.weight; }, 0);
    if (parent) {
      parent.used += node.weight;
      parent.children.push(node);
    }
    path[depth] = node;
    nodes.push(node);
  }
  return nodes;
}

// com.acme.Export.render(Export.java:57) is Export.render where there is little room.
function shortFrame(name) {
  var method = name.replace(/\(.*$/, '').split('.');
  return method.slice(-2).join('.');
}

function flameGraph(flame) {
  var kind = FLAME_KINDS[flame.kind];
  var nodes = flameNodes(flame);
  var focus = null;
  var depth = Math.max.apply(null, nodes.map(function (node) { return node.depth; })) + 1;
  var share = function (weight) { return Number((100 * weight / flame.total).toPrecision(3)) + ' %'; };
  var told = h('p', { class: 'note', role: 'status' });
  var box = h('div', { class: 'flame', role: 'tree', 'aria-label': 'Flame graph: ' + kind[0], on: { keydown: keys } });
  box.style.height = depth * FLAME_ROW + 'px';
  nodes.forEach(function (node, index) {
    var words = node.name + ', ' + share(node.weight) + ', ' + kind[1](node.weight);
    node.element = h('div', {
      class: 'frame', role: 'treeitem', tabindex: index === 0 ? '0' : '-1', 'aria-level': node.depth + 1, 'aria-label': words, title: words,
      on: { click: function () { zoom(node); }, focus: function () { told.textContent = words; } }
    }, shortFrame(node.name));
    node.element.style.top = node.depth * FLAME_ROW + 'px';
    box.append(node.element);
  });

  function zoom(node) {
    focus = node === focus ? null : node;
    var from = focus ? focus.x : 0;
    var width = focus ? focus.weight : flame.total;
    nodes.forEach(function (each) {
      var left = Math.max(0, (each.x - from) / width);
      var right = Math.min(1, (each.x + each.weight - from) / width);
      each.element.hidden = right - left < 0.0005;
      each.element.style.left = 100 * left + '%';
      each.element.style.width = 100 * (right - left) + '%';
    });
    if (node) move(node);
  }

  function move(node) {
    nodes.forEach(function (each) { each.element.tabIndex = each === node ? 0 : -1; });
    node.element.focus();
  }

  function keys(event) {
    var at = nodes.filter(function (node) { return node.element === event.target; })[0];
    if (!at) return;
    var siblings = at.parent ? at.parent.children : nodes.filter(function (node) { return !node.parent; });
    var place = siblings.indexOf(at);
    var to = { ArrowDown: at.children[0], ArrowUp: at.parent, ArrowRight: siblings[place + 1], ArrowLeft: siblings[place - 1] }[event.key];
    if (to && !to.element.hidden) move(to);
    else if (event.key === 'Enter' || event.key === ' ') zoom(at);
    else if (event.key === 'Escape') { focus = null; zoom(null); }
    else if (!/^Arrow/.test(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  zoom(null);
  return h('figure', { class: 'wide' },
    h('figcaption', {}, h('b', {}, kind[0]), ' ' + kind[1](flame.total) + ' in all; a click or Enter shows a frame at full width, and back.'),
    box, told,
    h('details', { class: 'values-table' }, h('summary', {}, 'As a table'),
      table(['Frame', '#Itself', '#With what it calls'], flame.rows.map(function (row) {
        return { cells: [isolated(row[0]), share(row[1]), share(row[2])] };
      }))));
}
