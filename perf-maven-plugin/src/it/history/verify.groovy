String log = new File(basedir, 'build.log').text
assert new File(basedir, '.perf/history.db').isFile()
assert new File(basedir, '.perf/.gitignore').text.trim() == '*'
assert log =~ /Baseline: run \d{8}-\d{6}-\w{8}/
def listed = log.substring(log.indexOf('Runs, the newest first:')).readLines().take(4)
assert listed[2] =~ / kept$/ && listed[3] =~ / kept +baseline$/
assert log =~ /GET \/games +latency\.p50 .* (same|faster|slower|cannot say)/
assert log.contains('perf.before is \'nothing-like-it\', which names no folder and no run of history')
assert log =~ /This run is not remembered\. The history .*pom\.xml cannot be used/
def compared = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/reported/compare.json'))
assert compared.changes.find { it.subject.name == 'GET /games' && it.metric == 'queries' }.word == 'SAME'
assert new File(basedir, 'target/reported/compare.md').text.contains('| GET /games | latency.p95 |')

// The report: the run that is marked as before, and the course over both runs.
def page = new File(basedir, 'target/reported/report/index.html').text
def packed = page.substring(page.indexOf('id="details">') + 'id="details">'.length()).trim().readLines()[0]
def details = new java.util.zip.GZIPInputStream(new ByteArrayInputStream(packed.decodeBase64())).getText('UTF-8').readLines()
def index = new groovy.json.JsonSlurper().parseText(page.substring(page.indexOf('id="index">') + 'id="index">'.length()).trim().replaceAll(/(?s)<\/script>.*/, ''))
def games = new groovy.json.JsonSlurper().parseText(details[index.subjects.findIndexOf { it.n == 'GET /games' }])
assert games.changes.find { it[0] == 'queries' }[1..2] == ['1', '1']
assert games.history*.name.take(2) == ['latency.p95', 'queries']
assert games.history.every { it.values.size() == 2 }
assert index.modules[0].before =~ /\d{8}-\d{6}-\w{8}/

// The first budgets, a load that JMeter drove, and tighter budgets.
assert log =~ /First budgets: .*budgets\.yaml/
assert log.contains('and perf:init overwrites none')
assert log =~ /requests\.get-games\.latency\.p95 +budgets\.yaml:\d+ /
def first = log.substring(log.indexOf('Tighter limits, at least 100% above the worst of 1 runs:')).readLines().find { it.contains('get-games.latency') }
def written = new File(basedir, 'budgets.yaml').readLines()
assert written[0].startsWith('# First budgets, written by perf:init from run ')
assert written.containsAll(['  get-games:', '    match: GET /games', '    queries: 1', '    nPlusOne: forbid', '  sync:'])
def limit = written.find { it =~ /latency: \{ p95: [\d.]+(us|ms|s) }   # / }
assert limit != null && first.replace('µ', 'u').replace(' ', '').endsWith((limit =~ /p95: ([\d.]+\w+)/)[0][1])
def imported = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/imported/verdicts.json')).verdicts
assert imported.collect { it.subject.name + ' ' + it.metric + ' ' + it.verdict } == ['GET /games latency.p95 WITHIN']
