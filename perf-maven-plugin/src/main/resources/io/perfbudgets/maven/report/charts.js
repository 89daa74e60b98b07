// Charts by uPlot. Each comes with a description and a table of the same values.

// light-dark() is only resolved on an element.
function colour(name) {
  var probe = document.getElementById('probe');
  probe.style.color = 'var(--' + name + ')';
  return getComputedStyle(probe).color;
}

function figure(title, description, caption, draw, asTable) {
  var box = h('div', { class: 'chart', role: 'img', 'aria-label': description });
  var drawn = h('figure', {}, h('figcaption', {}, h('b', {}, title), caption ? ' ' + caption : null), box,
    asTable ? h('details', { class: 'values-table' }, h('summary', {}, 'As a table'), asTable()) : null);
  drawn.draw = function () {
    box.replaceChildren();
    draw(box, Math.max(280, box.clientWidth || 640));
  };
  return drawn;
}

function drawAll(root) {
  root.querySelectorAll('figure').forEach(function (each) { if (each.draw) each.draw(); });
}

function axis(options) {
  var grid = { stroke: colour('grid'), width: 1 };
  return Object.assign({
    stroke: colour('soft'),
    grid: grid,
    ticks: { stroke: colour('grid'), width: 1, size: 5 },
    font: '12px ' + getComputedStyle(document.body).fontFamily
  }, options);
}

function plot(box, width, options, data) {
  return new uPlot(Object.assign({
    width: width,
    height: 240,
    legend: { show: false },
    padding: [18, 14, 0, 0],
    cursor: { y: false, points: { size: 8 }, drag: { x: false, y: false } }
  }, options, { plugins: [readout(options.read)] }), data, box);
}

// What is under the cursor, in words.
function readout(read) {
  var tip;
  return {
    hooks: {
      init: function (u) {
        tip = h('div', { class: 'tip', hidden: true });
        u.over.appendChild(tip);
      },
      setCursor: function (u) {
        var index = u.cursor.idx;
        tip.hidden = index === null || index === undefined || u.cursor.left < 0;
        if (tip.hidden) return;
        tip.textContent = read(index);
        var left = u.cursor.left + 12;
        if (left + tip.offsetWidth > u.over.clientWidth) left = u.cursor.left - tip.offsetWidth - 12;
        tip.style.left = Math.max(0, left) + 'px';
      }
    }
  };
}

// A limit far above all values would press them flat at the bottom; it is told beside the picture instead.
function inSight(limits, values) {
  var high = Math.max.apply(null, values);
  return limits.filter(function (limit) { return limit.value <= 4 * high; });
}

function outOfSight(limits, values) {
  var far = limits.filter(function (limit) { return inSight([limit], values).length === 0; });
  return far.length === 0 ? '' : ' ' + far.map(function (limit) { return limit.text; }).join(', ') + ': far above.';
}

// Dashed lines across at the limits, with what they say.
function limitLines(limits, scale) {
  return function (u) {
    var context = u.ctx;
    context.save();
    context.font = '600 ' + 12 * devicePixelRatio + 'px ' + getComputedStyle(document.body).fontFamily;
    limits.forEach(function (limit) {
      var y = u.valToPos(limit.value, 'y', true);
      var at = scale && limit.x ? u.valToPos(limit.x, 'x', true) : null;
      context.strokeStyle = colour('text');
      context.lineWidth = 1.5 * devicePixelRatio;
      context.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
      context.beginPath();
      context.moveTo(u.bbox.left, y);
      context.lineTo(u.bbox.left + u.bbox.width, y);
      if (at !== null && at < u.bbox.left + u.bbox.width) {
        context.moveTo(at, u.bbox.top + u.bbox.height);
        context.lineTo(at, y);
      }
      context.stroke();
      context.fillStyle = colour('text');
      context.textAlign = 'left';
      context.textBaseline = 'alphabetic';
      context.fillText(limit.text, u.bbox.left + 6 * devicePixelRatio, y - 5 * devicePixelRatio);
    });
    context.restore();
  };
}

function most(values, limits) {
  return Math.max.apply(null, values.concat(limits.map(function (limit) { return limit.value; }))) * 1.12 || 1;
}

function percentileOf(x) {
  if (x >= 1e12) return 'max';
  var percent = 100 * (1 - 1 / x);
  var digits = Math.max(0, Math.ceil(Math.log10(x)) - 1);
  return Number(percent.toFixed(Math.min(6, digits))) + ' %';
}

function percentileChart(latency) {
  var limits = latency.limits.map(function (limit) { return { text: limit.text, value: limit.ms, x: limit.x }; });
  var last = latency.x[latency.x.length - 1];
  return figure('By percentile',
    'Durations by percentile: ' + latency.table.map(function (row) { return row.join(' '); }).join(', ') +
      limits.map(function (limit) { return '; budget ' + limit.text; }).join(''),
    'How large a share took no longer than how long; the axis stretches the slow end.' + outOfSight(limits, latency.y),
    function (box, width) {
      plot(box, width, {
        scales: {
          x: { time: false, distr: 3, range: [1, Math.max(10, last) * 1.05] },
          y: { range: [0, most(latency.y, inSight(limits, latency.y))] }
        },
        axes: [
          axis({ values: function (u, splits) { return splits.map(function (x) { return isDecade(x) ? percentileOf(x) : null; }); } }),
          axis({ size: 70, values: function (u, splits) { return splits.map(millis); } })
        ],
        series: [{}, {
          stroke: colour('bar'), width: 2, fill: colour('bar-soft'),
          points: { show: latency.x.length < 3, size: 6, fill: colour('bar') }
        }],
        hooks: { draw: [limitLines(inSight(limits, latency.y), true)] },
        read: function (index) { return percentileOf(latency.x[index]) + ' took no longer than ' + millis(latency.y[index]); }
      }, [latency.x, latency.y]);
    },
    function () {
      return table(['Percentile', '#Duration'], latency.table.map(function (row) { return { cells: row }; }));
    });
}

function isDecade(x) {
  return Math.abs(Math.log10(x) - Math.round(Math.log10(x))) < 1e-6;
}

function runChart(latency, unit) {
  var limits = latency.limits.map(function (limit) { return { text: limit.text, value: limit.ms }; });
  var lowest = limits.reduce(function (low, limit) { return Math.min(low, limit.value); }, Infinity);
  var within = latency.run.map(function (ms) { return ms <= lowest ? ms : null; });
  var over = latency.run.map(function (ms) { return ms > lowest ? ms : null; });
  var stretch = latency.run.length < latency.taken;
  return figure('Over the run',
    'The first ' + counted(latency.taken, 'duration') + ' in the order in which they were taken; ' +
      over.filter(function (ms) { return ms !== null; }).length + ' of the points lie over the lowest limit',
    'The first ' + counted(latency.taken, unit) + ' in the order in which they were taken' + (stretch ? ', of each stretch the slowest.' : '.') + outOfSight(limits, latency.run),
    function (box, width) {
      var dots = function (name) {
        return { paths: function () { return null; }, stroke: colour(name), points: { show: true, size: 5, fill: colour(name), stroke: colour(name) } };
      };
      plot(box, width, {
        scales: { x: { time: false }, y: { range: [0, most(latency.run, inSight(limits, latency.run))] } },
        axes: [axis({}), axis({ size: 70, values: function (u, splits) { return splits.map(millis); } })],
        series: [{}, dots('bar'), dots('broken')],
        hooks: { draw: [limitLines(inSight(limits, latency.run), false)] },
        read: function (index) { return 'number ' + latency.at[index] + ' took ' + millis(latency.run[index]); }
      }, [latency.at, within, over]);
    },
    function () {
      return table(['#Number', '#Duration'], latency.at.map(function (at, index) {
        return { cells: [at.toLocaleString('en'), millis(latency.run[index])] };
      }));
    });
}

function seriesChart(series) {
  var low = Math.min.apply(null, series.values);
  var high = Math.max.apply(null, series.values);
  return figure(series.name,
    series.name + ' over time: from ' + amount(series.values[0], series.dimension) + ' to ' +
      amount(series.values[series.values.length - 1], series.dimension) + ', at most ' + amount(high, series.dimension) +
      (series.trend ? '. ' + series.trend : ''),
    series.trend || '',
    function (box, width) {
      plot(box, width, {
        scales: { x: { time: false }, y: { range: [Math.max(0, low - (high - low || high) * 0.3), high + (high - low || high) * 0.2] } },
        axes: [
          axis({ values: function (u, splits) { return splits.map(clock); } }),
          axis({ size: 76, values: function (u, splits) { return splits.map(function (value) { return amount(value, series.dimension); }); } })
        ],
        series: [{},
          { stroke: colour('bar'), width: 2, fill: colour('bar-soft'), points: { show: series.values.length < 20 } },
          { stroke: colour('undecided'), width: 2, dash: [8, 5], points: { show: false } }],
        read: function (index) { return clock(series.at[index]) + ': ' + amount(series.values[index], series.dimension); }
      }, [series.at, series.values, series.line || series.values.map(function () { return null; })]);
    },
    function () {
      return table(['#Time', '#Value'], series.values.map(function (value, index) {
        return { cells: [clock(series.at[index]), amount(value, series.dimension)] };
      }));
    });
}

function clock(seconds) {
  if (seconds < 120) return Number(seconds.toFixed(1)) + ' s';
  if (seconds < 7200) return Number((seconds / 60).toFixed(1)) + ' min';
  return Number((seconds / 3600).toFixed(2)) + ' h';
}

function historyChart(course) {
  var at = course.values.map(function (value, index) { return index + 1; });
  var high = Math.max.apply(null, course.values);
  var run = function (index) {
    return course.at[index].slice(0, 16).replace('T', ' ') + (course.commits[index] ? ' ' + course.commits[index].slice(0, 9) : '');
  };
  return figure(course.name,
    course.name + ' over the last ' + counted(at.length, 'run') + ': now ' + amount(course.values[at.length - 1], course.dimension) +
      course.shifts.map(function (shift) { return '; ' + shift[1]; }).join(''),
    course.shifts.map(function (shift) { return shift[1]; }).join('; '),
    function (box, width) {
      plot(box, width, {
        height: 180,
        scales: { x: { time: false, range: [0.5, at.length + 0.5] }, y: { range: [0, high * 1.15 || 1] } },
        axes: [
          axis({ incrs: [1, 2, 5, 10, 20, 50, 100], values: function (u, splits) { return splits.map(function (x) { return x === at.length ? 'now' : x - at.length; }); } }),
          axis({ size: 76, values: function (u, splits) { return splits.map(function (value) { return amount(value, course.dimension); }); } })
        ],
        series: [{}, { stroke: colour('bar'), width: 2, points: { show: true, size: 6, fill: colour('bar') } }],
        hooks: { draw: [function (u) {
          u.ctx.save();
          u.ctx.strokeStyle = colour('broken');
          u.ctx.lineWidth = 2 * devicePixelRatio;
          course.shifts.forEach(function (shift) {
            var x = u.valToPos(shift[0] + 0.5, 'x', true);
            u.ctx.beginPath();
            u.ctx.moveTo(x, u.bbox.top);
            u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
            u.ctx.stroke();
          });
          u.ctx.restore();
        }] },
        read: function (index) { return run(index) + ': ' + amount(course.values[index], course.dimension); }
      }, [at, course.values]);
    },
    function () {
      return table(['Run', '#Value'], course.values.map(function (value, index) {
        return { cells: [run(index), amount(value, course.dimension)] };
      }));
    });
}
