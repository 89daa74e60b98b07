// The list of subjects. Only the rows in sight are in the document, so that thousands cost what dozens do.
var ROW = 46;

function subjectList(open, changed) {
  var shown = [];
  var selected = -1;
  var filter = { words: [], status: -1, kind: '', sort: 'verdict' };
  var search = h('input', { type: 'search', id: 'search', placeholder: 'Search subjects, metrics', autocomplete: 'off', spellcheck: 'false', 'aria-label': 'Search subjects and metrics', on: { input: apply, keydown: fromSearch } });
  var verdict = choice('Verdict', [['-1', 'All verdicts']].concat(statuses.map(function (status, index) {
    return [String(index), status.word[0].toUpperCase() + status.word.slice(1)];
  })));
  var kinds = subjects.map(function (subject) { return subject.k; }).filter(function (kind, index, all) { return all.indexOf(kind) === index; });
  var kind = choice('Kind', [['', 'All kinds']].concat(kinds.map(function (each) { return [each, each[0].toUpperCase() + each.slice(1) + 's']; })));
  var sort = choice('Sort', [['verdict', 'Gravest'], ['load', 'Budget used'], ['name', 'Name'], ['p95', 'p95'], ['queries', 'Queries'], ['time', 'Time in all']]);
  var tally = h('p', { class: 'tally', role: 'status' });
  var room = h('div', { class: 'room' });
  var box = h('div', { class: 'list', role: 'listbox', tabindex: '0', id: 'list', 'aria-label': 'Subjects', on: { scroll: render, keydown: keys } }, room);

  function choice(label, options) {
    return h('select', { 'aria-label': label, on: { change: apply } }, options.map(function (option) {
      return h('option', { value: option[0] }, option[1]);
    }));
  }

  function textOf(subject) {
    if (!subject.text) {
      subject.text = [subject.n, subject.k, statuses[subject.s].word, modules[subject.m].name].concat(subject.b).join(' ').toLowerCase();
    }
    return subject.text;
  }

  function apply() {
    filter = {
      words: search.value.toLowerCase().split(/\s+/).filter(Boolean),
      status: Number(verdict.value), kind: kind.value, sort: sort.value
    };
    shown = [];
    subjects.forEach(function (subject, index) {
      if ((filter.status < 0 || subject.s === filter.status) && (!filter.kind || subject.k === filter.kind) &&
          filter.words.every(function (word) { return textOf(subject).indexOf(word) >= 0; })) {
        shown.push(index);
      }
    });
    if (filter.sort !== 'verdict') shown.sort(order[filter.sort]);
    tally.textContent = shown.length === subjects.length ? counted(shown.length, 'subject') : shown.length.toLocaleString('en') + ' of ' + counted(subjects.length, 'subject');
    room.style.height = shown.length * ROW + 'px';
    box.scrollTop = 0;
    render();
    changed();
  }

  var order = {
    name: function (a, b) { return (subjects[a].short || subjects[a].n).localeCompare(subjects[b].short || subjects[b].n); },
    load: function (a, b) { return subjects[b].load - subjects[a].load; },
    p95: function (a, b) { return (subjects[b].p95 || 0) - (subjects[a].p95 || 0); },
    queries: function (a, b) { return (subjects[b].q || 0) - (subjects[a].q || 0); },
    time: function (a, b) { return (subjects[b].time || 0) - (subjects[a].time || 0); }
  };

  function render() {
    var first = Math.max(0, Math.floor(box.scrollTop / ROW) - 4);
    var last = Math.min(shown.length, Math.ceil((box.scrollTop + (box.clientHeight || 800)) / ROW) + 4);
    room.replaceChildren();
    for (var place = first; place < last; place++) room.append(row(place));
    var active = document.getElementById('row-' + selected);
    if (active) box.setAttribute('aria-activedescendant', active.id);
    else box.removeAttribute('aria-activedescendant');
  }

  function row(place) {
    var index = shown[place];
    var subject = subjects[index];
    var status = statuses[subject.s];
    var element = h('div', {
      class: 'row ' + status.style, role: 'option', id: 'row-' + index, 'aria-selected': String(index === selected),
      'aria-setsize': shown.length, 'aria-posinset': place + 1,
      on: { click: function () { open(index); } }
    },
      h('span', { class: 'sign', 'aria-hidden': 'true' }, status.sign),
      h('span', { class: 'names' },
        h('span', { class: 'name', title: subject.n }, isolated(subject.short || subject.n)),
        h('span', { class: 'sub' }, (modules.length > 1 ? modules[subject.m].name + ' · ' : '') + subject.k, h('span', { class: 'sr' }, ', ' + status.word),
          subject.p95 ? ' · p95 ' + amount(subject.p95, 'DURATION') : '',
          subject.q ? ' · ' + (subject.q === 1 ? '1 query' : subject.q.toLocaleString('en') + ' queries') : '')));
    element.style.top = place * ROW + 'px';
    return element;
  }

  function keys(event) {
    var place = shown.indexOf(selected);
    var page = Math.max(1, Math.floor(box.clientHeight / ROW) - 1);
    var to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: shown.length - 1, PageDown: place + page, PageUp: place - page }[event.key];
    if (to === undefined) {
      if (event.key === 'Enter') document.querySelector('#main h2').focus();
      return;
    }
    event.preventDefault();
    move(to);
  }

  function fromSearch(event) {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      box.focus();
      move(shown.indexOf(selected) < 0 ? 0 : shown.indexOf(selected));
    } else if (event.key === 'Escape') {
      search.value = '';
      apply();
    }
  }

  function move(to) {
    if (shown.length > 0) open(shown[Math.max(0, Math.min(shown.length - 1, to))]);
  }

  function reveal(place) {
    if (place < 0) return;
    if (place * ROW < box.scrollTop) box.scrollTop = place * ROW;
    else if ((place + 1) * ROW > box.scrollTop + box.clientHeight) box.scrollTop = (place + 1) * ROW - box.clientHeight;
  }

  window.addEventListener('resize', render);
  return {
    element: [h('div', { class: 'finder' }, search, h('div', { class: 'choices' }, verdict, kind, sort), tally), box],
    apply: apply,
    shown: function () { return shown; },
    focusSearch: function () { search.focus(); search.select(); },
    only: function (status) { verdict.value = String(status); apply(); box.focus(); },
    step: function (by) { move(shown.indexOf(selected) + by); },
    select: function (index) { selected = index; reveal(shown.indexOf(index)); render(); }
  };
}
