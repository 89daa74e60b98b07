String log = new File(basedir, 'build.log').text
assert log =~ /budgets\.yaml:3:\d+: unknown key 'latencey'.*Did you mean 'latency'/
assert !log.contains('compiler')
def outcome = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/perf/outcome.json'))
assert outcome.with { goal == 'prepare' && state == 'FAILED' && code == 2 && message.contains("unknown key 'latencey'") }
