String[] builds = new File(basedir, 'build.log').text.split('BUILD SUCCESS')
assert builds.length == 2
assert builds[0].contains('Only some of the tests ran (test)')
assert builds[0] =~ /WARNING.*Performance budget not measured: GET \/game /
assert builds[1].contains('queries of GET /game, budget 1: no request matched GET /game; observed was GET /games')
assert builds[1].contains('max latency of sync, budget 1 s: no operation was observed')
assert builds[1].contains('The same goes for queries (budgets.yaml:5)')
assert builds[1].contains('NOT MEASURED: GET /game queries, budget 1 (requests.games.queries, budgets.yaml:3)')
def outcome = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/perf/outcome.json'))
assert outcome.with { goal == 'check' && state == 'NOT_JUDGED' && code == 3 && failed }
