// Puts the page together, and follows links, keys and the printer.
var index = JSON.parse(document.getElementById('index').textContent);
var packs = document.getElementById('details').textContent.split('\n');
var statuses = index.statuses;
var modules = index.modules;
var subjects = index.subjects;
var issues = index.issues;
var styles = statuses.map(function (status) { return status.style; });
subjects.forEach(function (subject) { subject.s = styles.indexOf(subject.s); });
var MOST_PRINTED = 300;
var KEYS = [['/', 'search'], ['j or ↓', 'next subject'], ['k or ↑', 'previous subject'], ['o', 'overview'], ['d', 'dark or light'], ['?', 'these keys']];

var main = document.getElementById('main');
var places = null;
var current = -1;

// What is known of a subject is unpacked when somebody looks at it, with its neighbours.
var TOGETHER = 50;
var unpacked = new Map();
var ready = new Map();

function unpack(pack) {
  if (!unpacked.has(pack)) {
    var bytes = Uint8Array.from(atob(packs[pack]), function (char) { return char.charCodeAt(0); });
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    unpacked.set(pack, new Response(stream).text().then(function (text) { return text.split('\n'); }));
  }
  return unpacked.get(pack);
}

function detailOf(at) {
  return unpack(Math.floor(at / TOGETHER)).then(function (lines) { return JSON.parse(lines[at % TOGETHER]); });
}

// The printer does not wait.
function prepare() {
  var wanted = list.shown().slice(0, MOST_PRINTED);
  document.body.dataset.printable = 'no';
  return Promise.all(wanted.map(detailOf)).then(function (details) {
    ready = new Map(details.map(function (detail, place) { return [wanted[place], detail]; }));
    document.body.dataset.printable = 'yes';
  });
}

var preparing;
function prepareSoon() {
  clearTimeout(preparing);
  preparing = setTimeout(prepare, 400);
}

function print() {
  prepare().then(function () { window.print(); });
}

function idOf(subject) {
  return (modules.length > 1 ? encodeURIComponent(modules[subject.m].name) + '/' : '') + subject.k + '/' + encodeURIComponent(subject.n);
}

function find(hash) {
  if (!places) {
    places = new Map();
    subjects.forEach(function (subject, at) { places.set(idOf(subject), at); });
  }
  if (places.has(hash)) return places.get(hash);
  var name;
  try { name = decodeURIComponent(hash); } catch (malformed) { return -1; }
  // A name alone, as a person types it.
  return subjects.findIndex(function (subject) { return subject.n === name || subject.short === name; });
}

function show(at) {
  current = at;
  list.select(at);
  main.setAttribute('aria-busy', 'true');
  (at < 0 ? overview() : detailOf(at).then(function (detail) { return subjectView(subjects[at], detail); })).then(function (view) {
    if (current !== at) return;
    main.replaceChildren(view);
    main.scrollTop = 0;
    drawAll(main);
    main.removeAttribute('aria-busy');
  });
}

function go(at) {
  history.replaceState(null, '', at < 0 ? '#' : '#' + idOf(subjects[at]));
  show(at);
}

function follow() {
  var hash = location.hash.slice(1);
  if (hash === 'main') return;
  show(hash ? find(hash) : -1);
}

var list = subjectList(go, prepareSoon);

function themed() {
  var kept = null;
  try { kept = localStorage.getItem('perf-theme'); } catch (denied) { /* a file may not keep anything */ }
  return kept;
}

function dark() {
  return (document.documentElement.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
}

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  toggle.textContent = dark() ? 'Light' : 'Dark';
  toggle.setAttribute('aria-pressed', String(dark()));
  drawAll(main);
}

function switchTheme() {
  setTheme(dark() ? 'light' : 'dark');
  try { localStorage.setItem('perf-theme', document.documentElement.dataset.theme); } catch (denied) { /* as above */ }
}

var toggle = h('button', { type: 'button', class: 'quiet', id: 'theme', on: { click: switchTheme } });
var help = h('dialog', { 'aria-label': 'Keys' }, h('h2', {}, 'Keys'), h('dl', {}, KEYS.map(function (key) {
  return h('div', {}, h('dt', {}, h('kbd', {}, key[0])), h('dd', {}, key[1]));
})), h('form', { method: 'dialog' }, h('button', {}, 'Close')));

document.getElementById('tools').append(
  h('button', { type: 'button', class: 'quiet', id: 'overview', on: { click: function () { go(-1); } } }, 'Overview'),
  h('button', { type: 'button', class: 'quiet', id: 'print', on: { click: print } }, 'Print'),
  toggle,
  h('button', { type: 'button', class: 'quiet', id: 'keys', on: { click: function () { help.showModal(); } } }, 'Keys'));
document.body.append(help, h('span', { id: 'probe', hidden: true }));
add(document.getElementById('side'), [list.element]);

document.addEventListener('keydown', function (event) {
  if ((event.ctrlKey || event.metaKey) && event.key === 'p') {
    event.preventDefault();
    print();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || help.open || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  var does = {
    '/': list.focusSearch,
    j: function () { list.step(1); },
    k: function () { list.step(-1); },
    o: function () { go(-1); },
    d: switchTheme,
    '?': function () { help.showModal(); }
  }[event.key];
  if (does) {
    event.preventDefault();
    does();
  }
});

// Paper shows everything that the list shows, opened, on white.
var printed = document.getElementById('printed');
window.addEventListener('beforeprint', function () {
  var before = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = 'light';
  printed.before = before;
  var shown = list.shown();
  var known = shown.filter(function (at) { return ready.has(at); });
  printed.replaceChildren(verdictsView());
  known.forEach(function (at) { printed.append(subjectView(subjects[at], ready.get(at))); });
  if (shown.length > known.length) {
    printed.append(h('p', { class: 'note' }, counted(shown.length - known.length, 'more subject') + ' of the list left out: filter the list to print others.'));
  }
  document.body.classList.add('printing');
  printed.querySelectorAll('details').forEach(function (details) { details.open = !details.classList.contains('values-table'); });
  drawAll(printed);
});
window.addEventListener('afterprint', function () {
  document.body.classList.remove('printing');
  printed.replaceChildren();
  setTheme(printed.before);
});

var resized;
window.addEventListener('resize', function () {
  clearTimeout(resized);
  resized = setTimeout(function () { drawAll(main); }, 150);
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', function () { setTheme(document.documentElement.dataset.theme); });
window.addEventListener('hashchange', follow);

list.apply();
setTheme(themed());
follow();
