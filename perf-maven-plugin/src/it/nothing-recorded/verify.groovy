String log = new File(basedir, 'build.log').text
assert log.contains('Nothing was measured: io.perfbudgets:perf-junit is not on the test class path')
assert log.contains('NOT MEASURED: GET /games queries, budget 1')
assert log.contains('Performance budgets are NOT checked: the tests were skipped (skipTests)')
assert log.contains('perf:prepare did not run in it')
assert log.contains('Performance budgets are skipped (perf.skip)')
assert !new File(basedir, 'target/perf/results/1-1.jsonl').exists()
assert !new File(basedir, 'target/perf/run.properties').exists()
