String log = new File(basedir, 'build.log').text
assert log.contains('Performance budgets of yaml-only: 5 kept')
assert log =~ /kept +GET \/games +latency\.p95 .* of 50 s +budgets\.yaml:3/
def verdicts = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/perf/verdicts.json'))
assert verdicts.passed
assert verdicts.verdicts.collect { it.subject.name + ' ' + it.metric + ' ' + it.verdict }.toSet() == [
    'GET /games latency.p95 WITHIN', 'GET /games queries WITHIN', 'GET /games nPlusOne WITHIN',
    'sync latency.max WITHIN', 'sync queries WITHIN'] as Set
assert verdicts.verdicts.find { it.subject.name == 'GET /games' }.evidence.units == 81
assert new File(basedir, 'target/perf/summary.md').text.contains('5 budgets are kept.')
assert new File(basedir, 'target/perf/report/index.html').text.contains('GET /games')
def outcome = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/perf/outcome.json'))
assert outcome.with { state == 'KEPT' && code == 0 && !failed && message == '' }
