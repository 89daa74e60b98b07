String log = new File(basedir, 'build.log').text
assert log.contains('Performance budgets of yaml-breached: 2 kept, 1 broken, 1 waived')
assert log.contains('Performance budget broken: GET /slow-games  (requests.slow.queries, budgets.yaml:3)')
assert log.contains('GET /slow-games ran 8 queries in one request, budget 3')
assert log =~ /7 x  select id from notes where game_id = \?   \(Games\.java:\d+\)   <- N\+1: once per row of games, 7 different values/
assert log.contains('BROKEN: GET /slow-games queries 8, budget 3 (requests.slow.queries, budgets.yaml:3)')
assert log.contains('BUILD FAILURE')
def verdicts = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/perf/verdicts.json'))
assert !verdicts.passed
assert log =~ /INFO.*Waived until 2999-12-31: GET .slow-games nPlusOne .budgets.yaml:6; reason: is mended next, owner: ann/
assert verdicts.problems.any { it.effect == "WAIVED" && it.text.startsWith("Waived until 2999-12-31") }
def waived = verdicts.verdicts.find { it.metric == 'nPlusOne' }
assert waived.verdict == 'BREACHED' && waived.effect == 'WAIVED' && waived.waiver.reason == 'is mended next'
def page = new File(basedir, 'target/perf/report/index.html').text
assert page.contains('GET /slow-games') && page.contains('requests.slow.queries, budgets.yaml:3')
def outcome = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/perf/outcome.json'))
assert outcome.with { goal == 'check' && state == 'BROKEN' && code == 1 && failed && message.contains('BROKEN: GET /slow-games') }
def site = new File(basedir, 'target/site/performance-budgets.html').text
assert site.contains('2 kept, 1 broken, 1 waived') && site =~ /<td[^>]*>BROKEN<\/td>\s*<td[^>]*>GET \/slow-games/
assert site.contains('href="performance-budgets/index.html"')
assert new File(basedir, 'target/site/performance-budgets/index.html').text.contains('GET /slow-games')
assert new File(basedir, 'target/site/project-reports.html').text.contains('Performance budgets')
