String log = new File(basedir, 'build.log').text
assert log.contains('Performance budget broken: GamesTest.listsGames  (@MaxQueries(2), GamesTest.java:')
assert log.contains('GET /slow-games ran 8 queries in one request, budget 2')
assert log.contains('There are test failures')
assert log =~ /Performance budgets of max-queries-breached: .*1 broken/
def page = new File(basedir, 'target/perf/report/index.html').text
assert page.contains('GamesTest.listsGames') && page.contains('@MaxQueries(2), GamesTest.java:')
