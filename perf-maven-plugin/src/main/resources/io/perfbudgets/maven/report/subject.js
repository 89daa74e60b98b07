// Everything about one subject.
function subjectView(entry, detail) {
  var article = h('article', { class: 'subject ' + statuses[entry.s].style },
    h('header', { class: 'subject-head' },
      h('p', { class: 'eyebrow' }, modules.length > 1 ? modules[entry.m].name + ' · ' : '', entry.k),
      h('h2', { tabindex: '-1' }, isolated(entry.short || entry.n)),
      entry.short ? h('p', { class: 'full' }, isolated(entry.n)) : null,
      badge(statuses[entry.s])),
    detail.facts ? factList(detail.facts) : h('p', { class: 'empty' }, 'Nothing was observed of it.'));
  section(article, 'Budgets', detail.budgets.length > 0 && function () {
    return detail.budgets.map(budgetView);
  });
  section(article, 'Latency', detail.latency && function () {
    return h('div', { class: 'charts' }, percentileChart(detail.latency), runChart(detail.latency, detail.unit));
  });
  section(article, 'SQL', detail.sql && detail.sql.length > 0 && function () {
    return detail.sql.map(function (unit) { return waterfall(unit, detail.unit); });
  });
  section(article, 'N+1 queries', detail.nPlusOnes && detail.nPlusOnes.length > 0 && function () {
    return table(['#Times', 'Repeated statement', 'Called from', 'For each row of'], detail.nPlusOnes.map(function (each) {
      return {
        className: 'bad',
        cells: [
          each.count.toLocaleString('en') + ' ×',
          [code(each.sql), h('span', { class: 'mark' }, counted(each.values, 'different value'))],
          h('span', { class: 'origin' }, isolated(each.site)),
          each.parent ? [code(each.parent), each.perRow ? null : h('span', { class: 'mark soft' }, 'perhaps')] : 'unknown'
        ]
      };
    }));
  });
  section(article, 'Full scans and sorts', detail.plans && detail.plans.length > 0 && function () {
    return table(['Statement', 'Called from', '#Rows, estimated', 'What to do'], detail.plans.map(function (plan) {
      return {
        className: plan.counts ? 'bad' : null,
        cells: [
          [code(plan.sql), h('span', { class: plan.counts ? 'mark' : 'mark soft' }, plan.what)],
          h('span', { class: 'origin' }, isolated(plan.site)), plan.rows, code(plan.fix)
        ]
      };
    }));
  });
  section(article, 'Memory', detail.series && detail.series.length > 0 && function () {
    return h('div', { class: 'charts' }, detail.series.map(seriesChart));
  });
  section(article, 'Profile', detail.flames && detail.flames.length > 0 && function () {
    return [
      h('div', {}, detail.flames.map(flameGraph)),
      detail.recording ? h('p', { class: 'note' }, 'The recording, for JDK Mission Control: ', isolated(detail.recording)) : null
    ];
  });
  section(article, 'Before and after', detail.changes.length > 0 && function () {
    return [
      comparedNote(modules[entry.m]),
      table(['Metric', '#Before', '#After', '#Difference', '#99 % confidence', '.What became of it'], detail.changes.map(function (change) {
        return { className: changeStyle(change[5]), cells: change.slice(0, 5).concat(h('span', { class: 'word' }, change[5])) };
      }))
    ];
  });
  section(article, 'History', detail.history.length > 0 && function () {
    return h('div', { class: 'charts' }, detail.history.map(historyChart));
  });
  section(article, 'Notes', detail.notes && detail.notes.length > 0 && function () {
    return h('ul', { class: 'notes' }, detail.notes.map(function (note) { return h('li', {}, isolated(note)); }));
  });
  return article;
}

function section(article, title, content) {
  if (content) article.append(h('section', { 'aria-label': title }, h('h3', {}, title), content()));
}

function changeStyle(word) {
  return { faster: 'better', fewer: 'better', slower: 'worse', more: 'worse' }[word] || null;
}

function factList(facts) {
  return h('dl', { class: 'facts' }, facts.map(function (fact) {
    return h('div', {}, h('dt', {}, fact[0]), h('dd', {}, isolated(fact[1])));
  }));
}

function budgetView(budget) {
  var status = statuses[styles.indexOf(budget.s)];
  var fill = h('span', { class: 'fill' });
  var limit = h('span', { class: 'limit' });
  fill.style.width = budget.filled + '%';
  limit.style.left = budget.limitAt + '%';
  return h('div', { class: 'budget ' + status.style },
    h('div', { class: 'budget-line' },
      badge(status),
      h('b', {}, budget.metric),
      h('span', { class: 'observed' }, budget.observed),
      h('span', { class: 'of' }, (budget.minimum ? 'at least ' : 'of ') + budget.limit),
      h('span', { class: 'gauge', 'aria-hidden': 'true' }, fill, limit),
      h('span', { class: 'origin' }, isolated(budget.at || budget.declared))),
    h('details', { class: 'why', open: budget.s === 'broken' },
      h('summary', {}, isolated(budget.note || 'Why'), budget.test ? [' in ', isolated(budget.test)] : null),
      h('pre', { tabindex: '0' }, isolated(budget.text))));
}

// The statements of one unit in the order of their first execution, each with its place in the unit's time.
function waterfall(unit, noun) {
  var head = h('p', { class: 'unit-head' }, h('b', {}, 'A ' + noun + ': ' + unit.title),
    unit.took ? ', ' + unit.took : '', ', ' + counted(unit.statements, 'statement') + ', ' + unit.sql + ' in SQL');
  if (unit.rows.length === 0) return [head, h('p', { class: 'empty' }, 'It ran no statement.')];
  return [
    head,
    table(['#Count', 'Statement', 'Called from', '#Rows', '#Time', 'When'], unit.rows.map(function (row) {
      return {
        className: row.bad ? 'bad' : null,
        cells: [
          row.count.toLocaleString('en') + ' ×',
          [code(row.sql), row.marks.map(function (mark) { return h('span', { class: row.bad ? 'mark' : 'mark soft' }, mark); })],
          h('span', { class: 'origin' }, isolated(row.site)),
          row.rows,
          row.time,
          whenBar(row, unit)
        ]
      };
    }), 'waterfall'),
    unit.more > 0 ? h('p', { class: 'note' }, 'and ' + counted(unit.more, 'more statement') + '.') : null,
    h('p', { class: 'note' }, 'When: a bar begins where the statement first ran and is as long as all its executions took together; the whole width is ' + millis(unit.ms) + '.')
  ];
}

function whenBar(row, unit) {
  var whole = unit.ms || 1;
  var bar = h('span', { class: 'when-bar' });
  bar.style.left = Math.min(99, 100 * row.at / whole) + '%';
  bar.style.width = Math.max(0.8, Math.min(100 - 100 * row.at / whole, 100 * row.ms / whole)) + '%';
  return h('span', { class: 'when', role: 'img', 'aria-label': 'from ' + millis(row.at) + ', ' + row.time }, bar);
}
