String log = new File(basedir, 'build.log').text
def builds = log.split('Running post-build|(?=\\[INFO\\] Scanning for projects)').findAll { it.contains('Scanning for projects') }
assert builds.size() == 3
assert builds[0].contains("Regression budgets are not measured: the history holds no run of regression that 'nothing-like-it' names (perf.baseline)")
assert builds[1] =~ /kept +sync +regression\.queries/
assert builds[1] =~ /UNDECIDED +GET \/games +regression\.latency\.p95/
assert builds[2] =~ /BROKEN +sync +regression\.queries +2 +> 1 +budgets\.yaml:3/
assert builds[2] =~ /Baseline: 1 in run \d{8}-\d{6}-\w{8} of \w{10}/
