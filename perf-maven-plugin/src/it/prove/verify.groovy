String log = new File(basedir, 'build.log').text
assert log.contains('1 of 8 budgets of prove is empty:')
assert log.contains('GamesTest.countsUnseen queries, at most 3 (@MaxQueries(3), GamesTest.java:') &&
        log.contains('it ran no statement on a captured connection')
assert log.contains('An empty budget passes whatever its code does. mvn perf:doctor says')
def proofs = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/perf/prove.json'))
assert !proofs.passed
def states = proofs.proofs.collectEntries { [(it.subject.name + ' ' + it.budget): it.state] }
assert states == ['GamesTest.countsUnseen queries': 'EMPTY',
        'GamesTest.counts queries': 'PROVED', 'GamesTest.counts latency.p95': 'PROVED',
        'GamesTest.allocates allocation': 'PROVED', 'GET /games queries': 'PROVED',
        'GET /games nPlusOne': 'PROVED', 'GET /games latency.p95': 'PROVED',
        'GET /games regression.queries': 'NOT_PROVED']
// The ordinary run is as it was, and nothing is left that could sabotage another one.
assert !new File(basedir, 'target/perf/prove/run.properties').exists()
def verdicts = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/perf/verdicts.json'))
assert verdicts.passed && verdicts.verdicts.every { it.verdict != 'BREACHED' }
assert new File(basedir, 'target/perf/run.properties').text.contains(verdicts.runId)
assert new File(basedir, 'target/perf/results').list().length == 1
