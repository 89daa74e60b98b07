String log = new File(basedir, 'build.log').text
assert new File(basedir, '.perf/history.db').isFile()
assert new File(basedir, '.perf/.gitignore').text.trim() == '*'
assert log =~ /Baseline: run \d{8}-\d{6}-\w{8}/
def listed = log.substring(log.indexOf('Runs, the newest first:')).readLines().take(4)
assert listed[2] =~ / kept$/ && listed[3] =~ / kept +baseline$/
assert log =~ /GET \/games +latency\.p50 .* (same|faster|slower|cannot say)/
assert log.contains('perf.before is \'nothing-like-it\', which names no folder and no run of history')
assert log =~ /This run is not remembered\. The history .*pom\.xml cannot be used/
def compared = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/perf/compare.json'))
assert compared.changes.find { it.subject.name == 'GET /games' && it.metric == 'queries' }.word == 'SAME'
assert new File(basedir, 'target/perf/compare.md').text.contains('| GET /games | latency.p95 |')
