// What there is to know at a glance: the verdicts, what is wrong with the run, what to look at first.
var PAGE = 50;

function overview() {
  var view = verdictsView();
  var rows = h('div', { class: 'issues' });
  var more = h('button', { type: 'button', class: 'quiet', on: { click: next } });
  var shown = 0;
  function next() {
    var some = issues.slice(shown, shown + PAGE);
    shown += some.length;
    return Promise.all(some.map(issueView)).then(function (views) {
      rows.append.apply(rows, views);
      more.hidden = shown === issues.length;
      more.textContent = 'Show more, ' + (issues.length - shown).toLocaleString('en') + ' are left';
    });
  }
  (view.querySelector('.problem:last-of-type') || view.querySelector('.tiles')).after(h('section', { 'aria-label': 'Not kept' },
    h('h3', {}, issues.length === 0 ? 'All budgets are kept' : 'What is not kept, the gravest first'), rows, more));
  return next().then(function () { return view; });
}

function verdictsView() {
  var view = h('article', { class: 'overview' });
  var judged = statuses.reduce(function (sum, status) { return sum + status.count; }, 0);
  view.append(h('h2', { tabindex: '-1' }, 'Verdicts'));
  view.append(h('p', { class: 'run' }, counted(judged, 'budget') + ' on ' + counted(subjects.length, 'subject') + ' · ' +
    (modules.length === 1 ? modules[0].run : counted(modules.length, 'module'))));
  view.append(h('div', { class: 'stack', role: 'img', 'aria-label': statuses.filter(isCounted).map(function (status) {
    return status.count + ' ' + status.word;
  }).join(', ') || 'no budget was judged' }, statuses.filter(isCounted).map(function (status) {
    var part = h('span', { class: status.style });
    part.style.flexGrow = status.count;
    return part;
  })));
  view.append(h('ul', { class: 'tiles' }, statuses.slice(0, 5).map(function (status, index) {
    return h('li', {}, h('button', {
      type: 'button', class: 'tile ' + (status.count === 0 ? 'none' : status.style), disabled: status.count === 0,
      on: { click: function () { list.only(index); } }
    }, h('b', {}, status.count.toLocaleString('en')), ' ', h('span', {}, status.word)));
  })));
  modules.forEach(function (module) {
    module.problems.forEach(function (problem) {
      view.append(h('p', { class: 'problem' }, modules.length > 1 ? module.name + ': ' : '', isolated(problem)));
    });
  });
  if (modules.length > 1) {
    view.append(h('section', { 'aria-label': 'Modules' }, h('h3', {}, 'Modules'),
      table(['Module', '.Passed or failed', 'Verdicts', 'Run'], modules.map(function (module) {
        return { cells: [
          isolated(module.name),
          h('span', { class: 'word ' + (module.passed ? 'kept' : 'broken') }, module.passed ? 'passed' : 'failed'),
          isolated(module.headline.replace(/^[^:]*: /, '')), module.run
        ] };
      }))));
  }
  var accepted = modules.reduce(function (all, module) { return all.concat(module.accepted); }, []);
  if (accepted.length > 0) {
    view.append(h('section', { 'aria-label': 'Accepted' }, h('h3', {}, 'Accepted'),
      h('ul', { class: 'notes' }, accepted.map(function (text) { return h('li', {}, isolated(text)); }))));
  }
  if (index.changes.rows.length > 0) {
    view.append(h('section', { 'aria-label': 'Since the baseline' }, h('h3', {}, 'Since the baseline'),
      modules.filter(function (module) { return module.before; }).map(comparedNote),
      table(['Subject', 'Metric', '#Before', '#After', '#Difference', '.What became of it'], index.changes.rows.map(function (row) {
        return { className: changeStyle(row[6]), cells: [subjectNamed(row)].concat(row.slice(2, 6), h('span', { class: 'word' }, row[6])) };
      })), leftOut(index.changes.more, 'more change')));
  }
  if (index.shifts.rows.length > 0) {
    view.append(h('section', { 'aria-label': 'Changes of level' }, h('h3', {}, 'Changes of level in the history'),
      table(['Subject', 'Metric', '#From', '#To', 'Between'], index.shifts.rows.map(function (row) {
        return { className: row[6] ? 'worse' : 'better', cells: [subjectNamed(row)].concat(row.slice(2, 4), h('span', { class: 'word' }, row[4]), isolated(row[5])) };
      })), leftOut(index.shifts.more, 'more change')));
  }
  var slow = subjects.filter(function (subject) { return subject.time > 0; })
    .sort(function (a, b) { return b.time - a.time; }).slice(0, 10);
  if (slow.length > 0) {
    var most = slow[0].time;
    view.append(h('section', { 'aria-label': 'Time' }, h('h3', {}, 'Where the time went'),
      table(['Subject', '#Units', '#p95', '#Queries, worst', '#Time in all', '.Share'], slow.map(function (subject) {
        var bar = h('span', { class: 'fill' });
        bar.style.width = 100 * subject.time / most + '%';
        return { cells: [
          subjectLink(subject), (subject.units || 0).toLocaleString('en'), amount(subject.p95, 'DURATION'),
          subject.q === undefined ? '–' : subject.q.toLocaleString('en'), amount(subject.time, 'DURATION'),
          h('span', { class: 'gauge plain', 'aria-hidden': 'true' }, bar)
        ] };
      }))));
  }
  return view;
}

function isCounted(status) {
  return status.count > 0;
}

function subjectLink(subject) {
  return h('a', { href: '#' + idOf(subject) }, isolated(subject.short || subject.n));
}

// What is gone has no page of its own.
function subjectNamed(row) {
  return row[0] < 0 ? isolated(row[1]) : subjectLink(subjects[row[0]]);
}

function comparedNote(module) {
  return h('p', { class: 'note' }, modules.length > 1 ? module.name + '. ' : '', 'Before: ', isolated(module.before), '. After: ', isolated(module.after), '.',
    module.note ? ' ' + module.note : null);
}

function leftOut(count, noun) {
  return count > 0 ? h('p', { class: 'note' }, counted(count, noun) + ' left out.') : null;
}

function issueView(issue) {
  var subject = subjects[issue[0]];
  return detailOf(issue[0]).then(function (detail) {
    var view = budgetView(detail.budgets[issue[1]]);
    view.querySelector('b').before(subjectLink(subject));
    return view;
  });
}
